using System.Text.RegularExpressions;

namespace Infra.Tests.World;

/// <summary>The router's metrics, read back from their text.</summary>
internal sealed partial class Counters(string text)
{
    public long Requests(string group, string? code = null) => Lines("infra_router_requests_total")
        .Where(line => line.Labels.Contains($"target_group=\"{group}\"") && (code is null || line.Labels.Contains($"code=\"{code}\"")))
        .Sum(line => (long)line.Value);

    /// <summary>What was counted since, such as <c>blue 1 of 200, 1 of error; green 3 of 200</c>.</summary>
    public string Since(Counters before) => string.Join("; ", from line in Lines("infra_router_requests_total")
                                                              let match = Label().Match(line.Labels)
                                                              let more = line.Value - before.Lines("infra_router_requests_total").Where(old => old.Labels == line.Labels).Sum(old => old.Value)
                                                              where more > 0
                                                              group $"{more} of {match.Groups["code"].Value}" by match.Groups["group"].Value into side
                                                              select $"{side.Key} {string.Join(", ", side)}");

    public long Requests() => (long)Lines("infra_router_requests_total").Sum(line => line.Value);

    public long Timed(string group) => (long)Lines("infra_router_request_duration_seconds_count").Where(line => line.Labels.Contains($"target_group=\"{group}\"")).Sum(line => line.Value);

    public long InFlight() => (long)Lines("infra_router_in_flight").Sum(line => line.Value);

    public long InFlight(string group) => (long)Lines("infra_router_in_flight").Where(line => line.Labels.Contains($"target_group=\"{group}\"")).Sum(line => line.Value);

    IEnumerable<(string Labels, double Value)> Lines(string name) => Line().Matches(text)
        .Where(match => match.Groups["name"].Value == name)
        .Select(match => (match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value)));

    [GeneratedRegex("target_group=\"(?<group>[^\"]*)\",code=\"(?<code>[^\"]*)\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?<name>\w+)\{(?<labels>[^}]*)\} (?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
