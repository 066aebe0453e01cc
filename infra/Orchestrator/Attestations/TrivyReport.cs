using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Attestations;

/// <summary>Trivy's own JSON, schema version 2 (aquasecurity/trivy, pkg/types/report.go).</summary>
internal static class TrivyReport
{
    /// <returns>Null when it is something else.</returns>
    /// <exception cref="FormatException">Another version, whose findings might be elsewhere.</exception>
    public static Attestation? Read(AttestedFile file, JsonElement json)
    {
        if (json.At("SchemaVersion") is not { ValueKind: JsonValueKind.Number } version || json.At("ArtifactName").ValueKind != JsonValueKind.String)
            return null;
        if (!version.TryGetInt32(out var number) || number != 2)
            throw new FormatException($"Trivy's schema version is {version}, and 2 is known");
        var counts = json.Items("Results").SelectMany(Severities).CountBy(severity => severity, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return new Attestation.Scan(
            file,
            "Trivy",
            [.. json.At("Metadata").Items("RepoDigests").Select(reference => reference.GetString() ?? "").Where(reference => reference.Contains('@')).Select(reference => reference[(reference.IndexOf('@') + 1)..]).Distinct()],
            json.Time("CreatedAt"),
            counts.GetValueOrDefault("CRITICAL"),
            counts.GetValueOrDefault("HIGH"),
            counts.GetValueOrDefault("MEDIUM"),
            counts.GetValueOrDefault("LOW"));
    }

    private static IEnumerable<string> Severities(JsonElement result) =>
    [
        .. result.Items("Vulnerabilities").Where(found => found.Text("Status") != "not_affected").Select(found => found.Text("Severity")),
        .. result.Items("Misconfigurations").Where(found => found.Text("Status") is "" or "FAIL").Select(found => found.Text("Severity")),
        .. result.Items("Secrets").Select(found => found.Text("Severity")),
    ];
}
