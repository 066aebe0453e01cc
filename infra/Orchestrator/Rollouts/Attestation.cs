using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What somebody else says about a release, as the journal keeps it; the family is closed. Who approves or scans is taken at their word; provenance is held to the keys of the project, where it has some.</summary>
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
    public sealed record Provenance(AttestedFile File, string Builder, ImmutableArray<string> Sources, ImmutableArray<string> Subjects) : Attestation
    {
        /// <summary>Which of the project's keys signed it; null where the project names none, so that nothing was verified.</summary>
        public ImmutableArray<SigningKey>? SignedBy { get; init; }
    }
}

/// <summary>Which file said so.</summary>
/// <param name="Sha256">In hex.</param>
public sealed record AttestedFile(string Name, string Sha256);

/// <summary>Whose signature it is.</summary>
/// <param name="Name">Of the key's file.</param>
/// <param name="Sha256">Of its SubjectPublicKeyInfo, in hex.</param>
public sealed record SigningKey(string Name, string Sha256);
