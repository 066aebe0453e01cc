using System.Collections.Immutable;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Why a rollout waits or ended as it did, and what comes next; each line is a sentence.</summary>
public sealed record Explanation
{
    public required RolloutId Rollout { get; init; }

    /// <summary>What it brings, where to, and who began it.</summary>
    public required string Brings { get; init; }

    public required Standing Standing { get; init; }

    /// <summary>What speaks for it being so, newest last.</summary>
    public required ImmutableArray<string> Because { get; init; }

    /// <summary>What a person, users or time can change about it.</summary>
    public required ImmutableArray<string> Unblocks { get; init; }

    /// <summary>What comes when nobody does anything and every gate keeps its answer.</summary>
    public required ImmutableArray<Foreseen> Next { get; init; }

    /// <summary>What comes when every gate is satisfied instead; empty where that is the same.</summary>
    public required ImmutableArray<Foreseen> NextIfGood { get; init; }
}
