using System.Text.Json.Nodes;

namespace Infra.Policies.Sdk.Reports;

/// <summary>GitLab's code quality: what is exempted is no finding there.</summary>
internal static class GitLabReport
{
    public static string Of(PolicyReport report) => new JsonArray(
    [
        .. report.Of(Verdict.Refused, Verdict.Advised, Verdict.NotKnown).DistinctBy(entry => entry.Fingerprint).Select(entry => new JsonObject
        {
            ["description"] = entry.Message,
            ["check_name"] = entry.Rule.Name,
            ["fingerprint"] = entry.Fingerprint,
            ["severity"] = entry.Verdict == Verdict.NotKnown ? "info" : entry.Rule.Severity switch { Severity.Critical => "blocker", Severity.High => "critical", Severity.Medium => "major", Severity.Low => "minor" },
            ["location"] = new JsonObject { ["path"] = Formats.File, ["lines"] = new JsonObject { ["begin"] = 1 } },
        }),
    ]).ToJsonString(JsonReport.Indented);
}
