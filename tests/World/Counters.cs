using System.Text.RegularExpressions;

namespace Infra.Tests.World;

/// <summary>The router's metrics, read back from their text.</summary>
internal sealed partial class Counters(string text)
{
    public long Requests(string group, string? code = null) => Lines("infra_router_requests_total")
        .Where(line => line.Labels.Contains($"target_group=\"{group}\"") && (code is null || line.Labels.Contains($"code=\"{code}\"")))
        .Sum(line => (long)line.Value);

    public long Requests() => (long)Lines("infra_router_requests_total").Sum(line => line.Value);

    public long Timed(string group) => (long)Lines("infra_router_request_duration_seconds_count").Where(line => line.Labels.Contains($"target_group=\"{group}\"")).Sum(line => line.Value);

    public long InFlight() => (long)Lines("infra_router_in_flight").Sum(line => line.Value);

    IEnumerable<(string Labels, double Value)> Lines(string name) => Line().Matches(text)
        .Where(match => match.Groups["name"].Value == name)
        .Select(match => (match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value)));

    [GeneratedRegex(@"^(?<name>\w+)\{(?<labels>[^}]*)\} (?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
