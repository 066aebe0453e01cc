using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator;

public sealed record RolloutRequest
{
    public required Stage Stage { get; init; }
    public required Service Service { get; init; }
    public required Release Release { get; init; }

    /// <summary>What others say about the release, for the policies to judge.</summary>
    public ImmutableArray<Attestation> Attestations { get; init; } = [];

    /// <summary>Go on although the journal doesn't know what the traffic stack says was done: somebody has looked.</summary>
    public bool Adopt { get; init; }

    public ServiceKey Key => new(Stage.Name, Service.Name);
}
