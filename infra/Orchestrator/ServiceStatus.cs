using System.Collections.Immutable;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator;

/// <summary>A service as its stacks, its router and its journal say it is.</summary>
public sealed record ServiceStatus
{
    public required ServiceKey Key { get; init; }
    public required Present Present { get; init; }

    /// <summary>The weights as they really are; null when there is no reader for them.</summary>
    public required Shares? Real { get; init; }

    /// <summary>The newest rollout of the journal; null when there is none.</summary>
    public required RolloutSnapshot? Rollout { get; init; }

    /// <summary>The facts of that rollout, oldest first.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>Who moves it now.</summary>
    public required Lease? Lease { get; init; }

    /// <summary>The newest lease, however it ended.</summary>
    public Lease? LastLease { get; init; }

    /// <summary>What doesn't fit together, a sentence each.</summary>
    public required ImmutableArray<string> Findings { get; init; }

    /// <summary>What its newest rollout waits for, and until when; null when there is no rollout.</summary>
    public Standing? StandingAt(DateTimeOffset now) => Rollout?.Plan is { } plan ? Standing.Of(plan, Facts, Lease, LastLease, now) : null;
}
