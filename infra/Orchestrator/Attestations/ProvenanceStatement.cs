using System.Collections.Immutable;
using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Attestations;

/// <summary>An in-toto statement v1 with SLSA provenance v1 (slsa.dev/spec/v1.2): bare, in a DSSE envelope, or in a Sigstore bundle.</summary>
internal static class ProvenanceStatement
{
    private const string Payload = "application/vnd.in-toto+json";
    private const string Provenance = "https://slsa.dev/provenance/v1";

    /// <param name="keys">Whose signatures count; none where nobody asks for one.</param>
    /// <returns>Null when it is something else.</returns>
    /// <exception cref="FormatException">A statement of something else, or one that doesn't say who built what.</exception>
    public static Attestation? Read(AttestedFile file, JsonElement json, ImmutableArray<EvidenceKey> keys)
    {
        var envelope = DsseEnvelope.Read(json) is { Type: Payload } signed ? signed : null;
        // What is read is the very bytes that were signed.
        var statement = envelope is null ? json : JsonElement.Parse(envelope.Payload);
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
        return new Attestation.Provenance(file, builder, [.. sources.Where(source => source.Length > 0).Distinct()], [.. subjects])
        {
            SignedBy = keys.IsEmpty ? null : [.. envelope?.SignedBy(keys).Select(key => key.Id) ?? []],
        };
    }
}
