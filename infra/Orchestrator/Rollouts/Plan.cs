using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infra.Catalog;
using Infra.Catalog.Rollouts;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What a rollout will do, decided once and stored: the order of steps is visible here and nowhere else.</summary>
public sealed record Plan
{
    public required RolloutId Id { get; init; }
    public required ServiceKey Key { get; init; }
    public required Release Release { get; init; }

    /// <summary>The side that the release is given.</summary>
    public required Colour Candidate { get; init; }

    /// <summary>The side that serves users now; null for a first release, which has nothing to be compared with.</summary>
    public required Colour? Stable { get; init; }

    public required Release StableRelease { get; init; }

    /// <summary>The weights found when the plan was made.</summary>
    public required Shares Initial { get; init; }

    public required ImmutableArray<GateSpec> Gates { get; init; }
    public required HoldSpec Hold { get; init; }

    /// <summary>How long one attempt of a step may take; null for what its kind allows.</summary>
    public TimeSpan? StepLimit { get; init; }

    /// <summary>How long users stay with their side while both have some; null where every request is shared out anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? Stickiness { get; init; }

    /// <summary>How many others must approve before users come, as the stage asked when this was planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Approvals { get; init; }

    /// <summary>What others say about the release.</summary>
    // Who planned before there were any wrote nothing of them.
    public ImmutableArray<Attestation> Attestations { get; init => field = value.IsDefault ? [] : value; } = [];

    public required ImmutableArray<PlannedStep> Steps { get; init; }

    /// <returns>The step of that id; null where no plan names it: returning and reconciling are decided on the way.</returns>
    public PlannedStep? Find(string id) => Steps.FirstOrDefault(step => step.Id == id);
}
