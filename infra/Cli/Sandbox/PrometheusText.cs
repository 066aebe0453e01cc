using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Cli.Sandbox;

/// <summary>Samples of Prometheus text format 0.0.4.</summary>
internal static partial class PrometheusText
{
    internal sealed record Sample(string Name, ImmutableDictionary<string, string> Labels, double Value)
    {
        internal string Label(string name) => Labels.GetValueOrDefault(name, "");
    }

    internal static IEnumerable<Sample> Read(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
                continue;
            var match = Line().Match(line.TrimEnd('\r'));
            if (!match.Success || !double.TryParse(match.Groups["value"].Value.Replace("Inf", "Infinity", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new FormatException($"The router's metrics hold a line that is no sample: {line}");
            var labels = Labels().Matches(match.Groups["labels"].Value).ToImmutableDictionary(l => l.Groups[1].Value, l => Unescape(l.Groups[2].Value));
            yield return new(match.Groups["name"].Value, labels, value);
        }
    }

    private static string Unescape(string text) => Escape().Replace(text, escape => escape.Value switch
    {
        "\\n" => "\n",
        var other => other[1..],
    });

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();

    [GeneratedRegex("""^(?<name>[A-Za-z_:][A-Za-z0-9_:]*)(?:\{(?<labels>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(?<value>\S+)(?:\s+-?\d+)?\s*\z""")]
    private static partial Regex Line();

    [GeneratedRegex("""([A-Za-z_][A-Za-z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Labels();
}
