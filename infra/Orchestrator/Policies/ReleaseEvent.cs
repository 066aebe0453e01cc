using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Policies;

/// <summary>What a rollout is about to do, with all that policies may judge it by. It is serialized as it stands: its members are what rules read.</summary>
public sealed record ReleaseEvent
{
    /// <summary><c>Provision</c>, <c>Shift</c>, <c>Retire</c>, or <c>Return</c>, which is judged when it is done.</summary>
    public required string Kind { get; init; }

    public required string Stage { get; init; }
    public required string Service { get; init; }

    /// <summary>Such as <c>web-7</c>.</summary>
    public required string Rollout { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked for the rollout; empty where that is not recorded.</summary>
    public required string AskedBy { get; init; }

    public required Release Release { get; init; }

    /// <summary>Null for a first release.</summary>
    public required Release? StableRelease { get; init; }

    /// <summary><c>blue</c> or <c>green</c>: the side that it happens to.</summary>
    public required string Side { get; init; }

    /// <summary>The side's share before, 0 to 100.</summary>
    public required int From { get; init; }

    /// <summary>The side's share after, 0 to 100.</summary>
    public required int To { get; init; }

    /// <summary>How many approvals of others the stage asks for.</summary>
    public required int ApprovalsAsked { get; init; }

    /// <summary>Who approves.</summary>
    public required ImmutableArray<string> Approvals { get; init; }

    public required ImmutableArray<Attestation.Scan> Scans { get; init; }
    public required ImmutableArray<Attestation.Provenance> Provenances { get; init; }

    internal static ReleaseEvent Of(PlannedStep step, Ledger ledger, DateTimeOffset at)
    {
        var plan = ledger.Plan;
        var (kind, side, to) = step switch
        {
            PlannedStep.Provision provision => ("Provision", provision.Side, ledger.Set[provision.Side].Weight),
            PlannedStep.Shift shift => ("Shift", shift.Side, shift.Weight),
            PlannedStep.Retire retire => ("Retire", retire.Side, ledger.Set[retire.Side].Weight),
            PlannedStep.Return back => ("Return", back.To, Weight.All),
            _ => throw new System.Diagnostics.UnreachableException($"nobody judges {step.GetType().Name}"),
        };
        return new()
        {
            Kind = kind,
            Stage = plan.Key.Stage,
            Service = plan.Key.Service,
            Rollout = plan.Id.Value,
            At = at,
            AskedBy = ledger.AskedBy,
            Release = plan.Release,
            StableRelease = plan.StableRelease.IsNone ? null : plan.StableRelease,
            Side = side.Word,
            From = ledger.Set[side].Weight.InPercent,
            To = to.InPercent,
            ApprovalsAsked = plan.Approvals,
            Approvals = [.. plan.Attestations.OfType<Attestation.Approval>().Select(approval => approval.By)],
            Scans = [.. plan.Attestations.OfType<Attestation.Scan>()],
            Provenances = [.. plan.Attestations.OfType<Attestation.Provenance>()],
        };
    }
}
