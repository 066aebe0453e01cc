using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Tests.Support;

/// <summary>What wrk says at its end.</summary>
/// <param name="SocketErrors">Connections refused, reads and writes broken, and time-outs.</param>
/// <param name="Non2xx">Answers of 400 and above.</param>
/// <param name="P99">Milliseconds; zero without <c>--latency</c>.</param>
sealed partial record WrkReport(long Requests, double RequestsPerSecond, double P99, long SocketErrors, long Non2xx)
{
    public static WrkReport Parse(string text) => new(
        (long)Number(Total(), text),
        Number(Rate(), text),
        Latency().Match(text) is { Success: true } latency ? Value(latency) * latency.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 } : 0,
        Errors().Match(text) is { Success: true } errors ? errors.Groups.Values.Skip(1).Sum(group => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture)) : 0,
        Refused().Match(text) is { Success: true } refused ? (long)Value(refused) : 0);

    static double Number(Regex pattern, string text) => pattern.Match(text) is { Success: true } found ? Value(found) : throw new FormatException($"wrk said: {text}");

    static double Value(Match match) => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s+(\d+) requests in ", RegexOptions.Multiline)]
    private static partial Regex Total();

    [GeneratedRegex(@"^Requests/sec:\s+([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^\s+99%\s+([\d.]+)(us|ms|s|m)\b", RegexOptions.Multiline)]
    private static partial Regex Latency();

    [GeneratedRegex(@"^\s+Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", RegexOptions.Multiline)]
    private static partial Regex Errors();

    [GeneratedRegex(@"^\s+Non-2xx or 3xx responses: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Refused();
}
