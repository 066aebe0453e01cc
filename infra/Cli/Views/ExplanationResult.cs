using System.Collections.Immutable;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>An explanation, for programs; the shape is promised.</summary>
internal sealed record ExplanationResult
{
    public required string Rollout { get; init; }
    public required string Brings { get; init; }

    /// <summary>nothing, step, bake, evidence, pause, drain, warm, person, resume or holder.</summary>
    public required Waits WaitsFor { get; init; }

    public required string? Step { get; init; }
    public required DateTimeOffset? Since { get; init; }
    public required DateTimeOffset? Until { get; init; }
    public required string Says { get; init; }
    public required ImmutableArray<string> Because { get; init; }
    public required ImmutableArray<string> Unblocks { get; init; }
    public required ImmutableArray<Foreseen> Next { get; init; }
    public required ImmutableArray<Foreseen> NextIfGood { get; init; }

    internal static ExplanationResult Of(Explanation explanation) => new()
    {
        Rollout = explanation.Rollout.Value,
        Brings = explanation.Brings,
        WaitsFor = explanation.Standing.For,
        Step = explanation.Standing.Step?.Id,
        Since = explanation.Standing.Since,
        Until = explanation.Standing.Until,
        Says = explanation.Standing.Says,
        Because = explanation.Because,
        Unblocks = explanation.Unblocks,
        Next = explanation.Next,
        NextIfGood = explanation.NextIfGood,
    };
}
