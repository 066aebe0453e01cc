using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>Amounts as Kubernetes writes them: <c>250m</c>, <c>1.5</c>, <c>512Mi</c>; and shares, <c>25%</c>.</summary>
internal static class Quantity
{
    static readonly ImmutableArray<(string Suffix, double Factor)> units =
    [
        ("Ki", 1024), ("Mi", Math.Pow(1024, 2)), ("Gi", Math.Pow(1024, 3)), ("Ti", Math.Pow(1024, 4)), ("Pi", Math.Pow(1024, 5)),
        ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("", 1),
    ];

    /// <summary>Null for what is no amount.</summary>
    public static double? Read(string? text) =>
        text is not null && units.First(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal)) is var (suffix, factor) && Number(text[..^suffix.Length]) is { } number ? number * factor : null;

    /// <summary>The percentage, or null for what is none.</summary>
    public static double? Percent(string? text) => text is [.., '%'] ? Number(text[..^1]) : null;

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
