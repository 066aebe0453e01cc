using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>One fact of a journal as people read it, or a run of looks with equal answers.</summary>
public sealed record HistoryEvent
{
    /// <summary>Its line in the journal, counted from 1; of a run the first.</summary>
    public required long Number { get; init; }

    public required RolloutId Rollout { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>As the journal names it: <c>planned</c>, <c>intended</c>, <c>done</c>, …</summary>
    public required string Fact { get; init; }

    /// <summary>Who did it: a person or a pipeline, and the process that worked for them.</summary>
    public required string Actor { get; init; }

    /// <summary>The id of the step that it belongs to; null where it belongs to none.</summary>
    public string? Step { get; init; }

    public required string Says { get; init; }

    /// <summary>Why it happened.</summary>
    public required string Cause { get; init; }

    /// <summary>How many looks this stands for; 1 for every other fact.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>When the last of them was.</summary>
    public required DateTimeOffset Last { get; init; }
}
