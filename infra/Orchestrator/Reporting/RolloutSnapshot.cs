using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Costs;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>What is true of a rollout now: all that any view needs.</summary>
public sealed record RolloutSnapshot
{
    public required ServiceKey Key { get; init; }

    /// <summary>Null until the rollout is planned.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What running two sides is going to cost; null where it was not estimated in this run.</summary>
    public CostEstimate? Cost { get; init; }

    /// <summary>In the plan's order; steps of a return follow when there is one.</summary>
    public ImmutableArray<StepView> Steps { get; init; } = [];

    /// <summary>The weights that we last set.</summary>
    public Shares Shares { get; init; } = Shares.Nobody;

    public Colour? Serving { get; init; }

    /// <summary>What is going on, in a sentence.</summary>
    public string Says { get; init; } = "";

    public ImmutableArray<Verdict> Verdicts { get; init; } = [];
    public ImmutableArray<TimelinePoint> Timeline { get; init; } = [];
    /// <summary>What the last look counted in all; the next one is measured from here.</summary>
    internal Reading.Totals? LastTotals { get; init; }

    public ImmutableArray<Violation> Violations { get; init; } = [];
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>How many resources the previews of this rollout showed to the policies.</summary>
    public int Previewed { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was decided to return traffic.</summary>
    public DateTimeOffset? ReturnDecided { get; init; }

    /// <summary>When the router was read back with the candidate at 0.</summary>
    public DateTimeOffset? Returned { get; init; }

    public DateTimeOffset? Ended { get; init; }
    public Outcome? Outcome { get; init; }
}
