using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator;

/// <summary>All that a conductor touches. A platform that can't be read has no reader here, and gets no rollout.</summary>
public sealed record Ports
{
    public required IStacks Stacks { get; init; }
    public required IJournals Journals { get; init; }
    public required ITrafficRouter? Router { get; init; }
    public required ITargetHealth? Health { get; init; }
    public required IProbe? Probe { get; init; }
    public required ISmoke? Smoke { get; init; }
    public required IArtefacts? Artefacts { get; init; }

    /// <summary>Null where nothing limits what runs.</summary>
    public IQuotas? Quotas { get; init; }

    /// <summary>Null where nobody judges releases.</summary>
    public IReleaseRules? Rules { get; init; }
    public required TimeProvider Time { get; init; }
    public required Holder Holder { get; init; }
}
