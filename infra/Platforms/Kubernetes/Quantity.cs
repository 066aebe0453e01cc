using System.Globalization;

namespace Infra.Platforms.Kubernetes;

/// <summary>Amounts as Kubernetes writes them: <c>500m</c>, <c>1.5</c>, <c>128Mi</c>, <c>2e3</c>.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Times)[] _suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024), ("Pi", 1024m * 1024 * 1024 * 1024 * 1024), ("Ei", 1024m * 1024 * 1024 * 1024 * 1024 * 1024),
        ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    /// <exception cref="PlatformException">It is no amount.</exception>
    internal static decimal Parse(string text)
    {
        var (suffix, times) = _suffixes.FirstOrDefault(one => text.EndsWith(one.Suffix, StringComparison.Ordinal), (Suffix: "", Times: 1m));
        return decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * times
            : throw new PlatformException($"Kubernetes says \"{text}\" where an amount is expected.");
    }
}
