using System.Collections.Immutable;

namespace Infra.Catalog.Rollouts;

/// <summary>How a service's releases go out.</summary>
public sealed record RolloutSpec
{
    public required Strategy Strategy { get; init; }
    public required ImmutableArray<RolloutStep> Steps { get; init; }
    public required ImmutableArray<GateSpec> Gates { get; init; }

    /// <summary>How long a new side may take until all its replicas are healthy.</summary>
    public required TimeSpan Ready { get; init; }

    /// <summary>How long one attempt of a step may take; null for 30 minutes where stacks are built and 5 where something is moved or looked at.</summary>
    public TimeSpan? StepLimit { get; init; }

    public required HoldSpec Hold { get; init; }

    /// <summary>How long the old side stays ready after promotion, while the new one is watched.</summary>
    public required TimeSpan Warm { get; init; }
}
