using System.Globalization;

namespace Infra.Policies.Rules;

/// <summary>Texts of resources and settings, read for what they mean.</summary>
internal static class Texts
{
    /// <summary>A moment as ISO 8601 writes it, of UTC where it doesn't say; null for anything else.</summary>
    public static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>Whether it is one of the patterns; a * at the end of one stands for anything.</summary>
    public static bool Fits(string text, IEnumerable<string> patterns) =>
        patterns.Any(pattern => pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], StringComparison.Ordinal) : text == pattern);
}
