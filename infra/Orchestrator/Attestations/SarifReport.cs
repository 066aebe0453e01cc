using System.Globalization;
using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Attestations;

/// <summary>Any scanner's SARIF 2.1.0 (OASIS), with severities as GitHub reads them: a rule's <c>security-severity</c> from 0.0 to 10.0, else the result's level.</summary>
internal static class SarifReport
{
    /// <returns>Null when it is something else.</returns>
    public static Attestation? Read(AttestedFile file, JsonElement json)
    {
        if (json.At("runs").ValueKind != JsonValueKind.Array)
            return null;
        if (json.Text("version") is not "2.1.0" and var version)
            throw new FormatException($"SARIF's version is \"{version}\", and 2.1.0 is known");
        var runs = json.Items("runs").ToList();
        var counts = runs.SelectMany(Severities).CountBy(severity => severity).ToDictionary();
        return new Attestation.Scan(
            file,
            string.Join(", ", runs.Select(run => run.At("tool").At("driver").Text("name")).Where(name => name.Length > 0).Distinct()),
            [],
            runs.SelectMany(run => run.Items("invocations")).Select(invocation => invocation.Time("endTimeUtc")).Max(),
            counts.GetValueOrDefault(Critical),
            counts.GetValueOrDefault(High),
            counts.GetValueOrDefault(Medium),
            counts.GetValueOrDefault(Low));
    }

    private const int Critical = 4, High = 3, Medium = 2, Low = 1;

    private static IEnumerable<int> Severities(JsonElement run)
    {
        var rules = run.At("tool").At("driver").Items("rules").ToList();
        var byId = rules.Where(rule => rule.Text("id").Length > 0).DistinctBy(rule => rule.Text("id")).ToDictionary(rule => rule.Text("id"));
        return run.Items("results").Where(Counts).Select(result =>
        {
            var rule = result.At("ruleIndex") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var at) && at >= 0 && at < rules.Count ? rules[at]
                : byId.GetValueOrDefault(result.Text("ruleId"));
            return Scored(result.At("properties")) ?? Scored(rule.At("properties")) ?? Levelled(result.Text("level") is { Length: > 0 } own ? own : rule.At("defaultConfiguration").Text("level"));
        });
    }

    /// <summary>What passed, or somebody has accepted, is no finding.</summary>
    private static bool Counts(JsonElement result) =>
        result.Text("kind") is "" or "fail" && !result.Items("suppressions").Any(suppression => suppression.Text("status") is "" or "accepted");

    private static int? Scored(JsonElement properties)
    {
        var text = properties.At("security-severity") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : properties.Text("security-severity");
        return !double.TryParse(text, CultureInfo.InvariantCulture, out var score) ? null
            : score >= 9 ? Critical
            : score >= 7 ? High
            : score >= 4 ? Medium
            : score > 0 ? Low
            : 0;
    }

    /// <summary>A result that says no level is a warning, by the standard.</summary>
    private static int Levelled(string level) => level switch
    {
        "error" => High,
        "" or "warning" => Medium,
        "note" => Low,
        _ => 0,
    };
}
