using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Catalog.Reading;

/// <summary>The kinds of value in <c>infra.yaml</c>.</summary>
internal static partial class Scalars
{
    internal static ScalarReader<PlatformKind> Platform { get; } = OneOf("a platform", [.. PlatformKinds.All]);

    internal static string? Text(string text, out string? value)
    {
        value = text;
        return text.Length > 0 ? null : "is empty; give it a value, or leave the key out";
    }

    internal static ScalarReader<string> Matching(Regex form, string description) => (text, out value) =>
    {
        value = text;
        return form.IsMatch(text) ? null : $"\"{text}\" is not {description}";
    };

    internal static ScalarReader<int> Whole(int least, int most, string what) => (text, out value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most
            ? null
            : $"\"{text}\" is not {what}; write a whole number from {least} to {most}";

    /// <summary>One of the words; what the file says is looked up with its case.</summary>
    internal static ScalarReader<T> OneOf<T>(string what, params (string Word, T Value)[] known) => (text, out value) =>
    {
        foreach (var (word, meaning) in known)
        {
            if (word == text)
            {
                value = meaning;
                return null;
            }
        }

        value = default;
        return $"\"{text}\" is not {what}; known: {Spelling.Known(text, known.Select(k => k.Word))}";
    };

    internal static ScalarReader<TimeSpan> Duration(TimeSpan least, TimeSpan most) => (text, out value) =>
    {
        if (DurationForm().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            value = default;
            return $"\"{text}\" is not a duration; write a number and its unit, such as 500ms, 30s, 10m or 1h";
        }

        value = match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
        return value < least || value > most ? $"{text} lies outside {Human(least)} to {Human(most)}" : null;
    };

    /// <summary>As the file writes it: <c>10m</c>, <c>2.5ms</c>.</summary>
    internal static string Human(TimeSpan t) => string.Create(CultureInfo.InvariantCulture, $"{t switch
    {
        { Ticks: 0 } => "0s",
        { TotalSeconds: < 1 } => $"{t.TotalMilliseconds:0.###}ms",
        { TotalMinutes: < 1 } => $"{t.TotalSeconds:0.###}s",
        { TotalHours: < 1 } => $"{t.TotalMinutes:0.###}m",
        _ => $"{t.TotalHours:0.###}h",
    }}");

    internal static string? Percentage(string text, out Share value)
    {
        var form = PercentForm().Match(text);
        if (form.Success && double.Parse(form.Groups[1].Value, CultureInfo.InvariantCulture) is > 0 and < 100 and var percent)
        {
            value = Share.Of(percent / 100);
            return null;
        }

        value = default;
        return $"\"{text}\" is not a percentage; write one between 0% and 100%, such as 2% or 0.5%";
    }

    internal static string? Weight(string text, out int value)
    {
        var digits = text.EndsWith('%') ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            ? value is >= 1 and <= 100 ? null : $"{text} lies outside 1 to 100"
            : $"\"{text}\" is not a share of traffic; write a whole number of percent, such as 5";
    }

    [GeneratedRegex(@"^(\d{1,9}(?:\.\d{1,6})?)(ms|s|m|h)\z")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^(\d{1,3}(?:\.\d{1,6})?)%\z")]
    private static partial Regex PercentForm();
}
