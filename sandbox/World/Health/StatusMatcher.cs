using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Sandbox.World.Health;

/// <summary>Status codes as the balancer writes them: <c>200</c>, <c>200,204</c>, <c>200-299</c>.</summary>
internal sealed class StatusMatcher(ImmutableArray<(int From, int To)> ranges)
{
    public static bool TryParse(string text, out StatusMatcher matcher)
    {
        var ranges = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Code(ends[0], out var from) || !Code(ends[^1], out var to) || from > to)
            {
                matcher = new StatusMatcher([]);
                return false;
            }
            ranges.Add((from, to));
        }
        matcher = new StatusMatcher(ranges.ToImmutable());
        return true;
    }

    public bool Matches(int status) => ranges.Any(range => status >= range.From && status <= range.To);

    static bool Code(string text, out int code) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out code) && code is >= 100 and <= 599;
}
