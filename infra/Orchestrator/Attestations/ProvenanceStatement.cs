using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Attestations;

/// <summary>An in-toto statement v1 with SLSA provenance v1 (slsa.dev/spec/v1.2): bare, in a DSSE envelope, or in a Sigstore bundle.</summary>
internal static class ProvenanceStatement
{
    private const string Provenance = "https://slsa.dev/provenance/v1";

    /// <returns>Null when it is something else.</returns>
    /// <exception cref="FormatException">A statement of something else, or one that doesn't say who built what.</exception>
    public static Attestation? Read(AttestedFile file, JsonElement json)
    {
        var envelope = json.At("dsseEnvelope") is { ValueKind: JsonValueKind.Object } bundled ? bundled : json;
        var statement = envelope.Text("payloadType") == "application/vnd.in-toto+json" ? JsonElement.Parse(Convert.FromBase64String(envelope.Text("payload"))) : envelope;
        if (!statement.Text("_type").StartsWith("https://in-toto.io/Statement/", StringComparison.Ordinal))
            return null;
        if (statement.Text("predicateType") is not Provenance and var type)
            throw new FormatException($"it states {type}, and {Provenance} is known");

        var (build, run) = (statement.At("predicate").At("buildDefinition"), statement.At("predicate").At("runDetails"));
        var builder = run.At("builder").Text("id");
        string[] subjects = [.. statement.Items("subject").Select(subject => subject.At("digest").Text("sha256")).Where(hex => hex.Length > 0).Select(hex => $"sha256:{hex}").Distinct()];
        if (builder.Length == 0 || subjects.Length == 0)
            throw new FormatException("it doesn't say who built what: runDetails.builder.id, or a subject's digest.sha256, is missing");
        string[] sources =
        [
            .. build.Items("resolvedDependencies").Select(dependency => dependency.Text("uri")),
            build.At("externalParameters").At("workflow").Text("repository"),
        ];
        return new Attestation.Provenance(file, builder, [.. sources.Where(source => source.Length > 0).Distinct()], [.. subjects]);
    }
}
