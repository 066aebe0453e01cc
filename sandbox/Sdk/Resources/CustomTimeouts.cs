using System.Globalization;
using System.Text.RegularExpressions;

namespace Pulumi;

public sealed partial class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal Pulumirpc.RegisterResourceRequest.Types.CustomTimeouts ToWire() =>
        new() { Create = Text(Create), Update = Text(Update), Delete = Text(Delete) };

    internal static CustomTimeouts FromWire(Pulumirpc.RegisterResourceRequest.Types.CustomTimeouts wire) =>
        new() { Create = Duration(wire.Create), Update = Duration(wire.Update), Delete = Duration(wire.Delete) };

    // The engine reads Go's notation of durations; nanoseconds keep it exact.
    static string Text(TimeSpan? duration) => duration is { } time ? $"{time.TotalNanoseconds:0}ns" : "";

    // And it writes any of Go's notation: 1h30m, 1.5s, 300000000000ns.
    static TimeSpan? Duration(string text)
    {
        if (text == "") return null;
        var parts = Part().Matches(text);
        if (parts.Sum(part => part.Length) != text.Length) throw new FormatException($"'{text}' is no duration such as 1h30m or 2.5s.");
        return new TimeSpan((long)parts.Sum(part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * Ticks(part.Groups[2].Value)));
    }

    static double Ticks(string unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "ns" => 1.0 / TimeSpan.NanosecondsPerTick,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    [GeneratedRegex(@"([0-9.]+)(h|ms|m|s|us|µs|μs|ns)")]
    private static partial Regex Part();
}
