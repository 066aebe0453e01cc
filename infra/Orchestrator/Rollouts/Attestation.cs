using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What somebody else says about a release, as the journal keeps it; the family is closed. Who says so is taken at their word: signatures are for the pipeline to verify.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "attestation")]
[JsonDerivedType(typeof(Approval), "approval")]
[JsonDerivedType(typeof(Scan), "scan")]
[JsonDerivedType(typeof(Provenance), "provenance")]
public abstract record Attestation
{
    private Attestation()
    {
    }

    /// <summary>A person's word that it may go to users.</summary>
    public sealed record Approval(string By) : Attestation;

    /// <summary>What a scanner found: Trivy's JSON, or SARIF.</summary>
    /// <param name="Subjects">Digests of what was scanned, <c>sha256:…</c>; empty where the report doesn't say.</param>
    /// <param name="At">When; null where the report doesn't say.</param>
    public sealed record Scan(AttestedFile File, string Scanner, ImmutableArray<string> Subjects, DateTimeOffset? At, int Critical, int High, int Medium, int Low) : Attestation;

    /// <summary>Where it was built from what: an in-toto statement of SLSA provenance v1.</summary>
    /// <param name="Builder">The URI of the builder's identity.</param>
    /// <param name="Sources">The URIs of what it was built from.</param>
    public sealed record Provenance(AttestedFile File, string Builder, ImmutableArray<string> Sources, ImmutableArray<string> Subjects) : Attestation;
}

/// <summary>Which file said so.</summary>
/// <param name="Sha256">In hex.</param>
public sealed record AttestedFile(string Name, string Sha256);
