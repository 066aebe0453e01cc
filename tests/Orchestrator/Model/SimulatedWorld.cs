using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>A platform as a value: doing a step answers with the platform afterwards and with what the journal is told.</summary>
sealed record SimulatedWorld
{
    public required Shares Rule { get; init; }
    public required Release Blue { get; init; }
    public required Release Green { get; init; }
    public bool BlueIsIll { get; init; }
    public bool GreenIsIll { get; init; }
    public required DateTimeOffset Now { get; init; }

    public static SimulatedWorld Of(Script script) =>
        new() { Rule = Shares.Of(script.Present.Split), Blue = script.Present.Blue, Green = script.Present.Green, Now = Some.Noon };

    public bool IsHealthy(Colour side) => side == Colour.Blue ? !BlueIsIll && !Blue.IsNone : !GreenIsIll && !Green.IsNone;

    public SimulatedWorld FallIll(Colour side) => side == Colour.Blue ? this with { BlueIsIll = true } : this with { GreenIsIll = true };

    /// <summary>Somebody brings everything to what the journal says.</summary>
    public SimulatedWorld Mended(Ledger ledger) => this with { Rule = ledger.Set, BlueIsIll = false, GreenIsIll = false };

    /// <param name="ledger">As it was before the intent of this step.</param>
    /// <param name="fault">What goes wrong; null when nothing does.</param>
    public (SimulatedWorld World, Fact[] Told) Do(PlannedStep step, Ledger ledger, Fault? fault)
    {
        var plan = ledger.Plan;
        var set = Desired(step, ledger);
        if (step is not PlannedStep.Return and not PlannedStep.Reconcile && (step is PlannedStep.Provision or PlannedStep.Retire || set is not null) && Moved(step, ledger, set ?? ledger.Set) is { } moved)
            return (this, moved);
        if (Wrong(step, ledger) is var (kind, why))
            return (this, [Failed(kind, why)]);
        if (fault is { Acted: false })
            return (this, [Failed(fault.Kind, $"It broke by script, {fault.Kind}.")]);

        var made = step switch
        {
            PlannedStep.Provision provision => With(provision.Side, provision.Release),
            PlannedStep.Retire retire => With(retire.Side, Release.None),
            _ => this,
        };
        var done = made with { Rule = set ?? Rule };
        return (done, fault is null ? [new Fact.Done(step.Id, "Done.", set) { Rollout = plan.Id, At = Now }] : [Failed(fault.Kind, "It broke when it was done.")]);

        Fact Failed(FailureKind kind, string why) => new Fact.Failed(step.Id, kind, why) { Rollout = plan.Id, At = Now };
    }

    static Shares? Desired(PlannedStep step, Ledger ledger) => step switch
    {
        PlannedStep.Attach attach => ledger.Set.With(attach.Side, new(true, Weight.Zero)),
        PlannedStep.Detach detach => ledger.Set.With(detach.Side, SideShare.Detached),
        PlannedStep.Mirror mirror => ledger.Set with { Mirror = mirror.Share == Weight.Zero ? null : new(mirror.Side, mirror.Share) },
        PlannedStep.Shift shift => ledger.Set.Shift(shift.Side, shift.Weight),
        PlannedStep.Promote => ledger.Set,
        PlannedStep.Return back => ledger.Set.Shift(back.To, Weight.All),
        _ => null,
    };

    Fact[]? Moved(PlannedStep step, Ledger ledger, Shares desired) =>
        Rule == ledger.Set || (ledger.Unsure.ContainsKey(step.Id) && Rule == desired) ? null :
        [
            new Fact.Observed("Somebody moved it.", ledger.Set, Rule) { Rollout = ledger.Plan.Id, At = Now },
            new Fact.Failed(step.Id, FailureKind.Drift, "Somebody moved it.") { Rollout = ledger.Plan.Id, At = Now },
        ];

    (FailureKind Kind, string Why)? Wrong(PlannedStep step, Ledger ledger) => step switch
    {
        PlannedStep.Detach detach when ledger.Set[detach.Side].Weight > Weight.Zero => (FailureKind.Refused, "It has users."),
        PlannedStep.Provision provision when ledger.Set[provision.Side].Weight > Weight.Zero => (FailureKind.Refused, "It has users."),
        PlannedStep.Ready ready when !IsHealthy(ready.Side) => (FailureKind.Unhealthy, "It is not healthy."),
        PlannedStep.Smoke smoke when !IsHealthy(smoke.Side) => (FailureKind.Unhealthy, "It does not answer."),
        PlannedStep.Mirror mirror when mirror.Share > Weight.Zero && !IsHealthy(mirror.Side) => (FailureKind.Unhealthy, "It is not healthy."),
        PlannedStep.Shift shift when !IsHealthy(shift.Side) => (FailureKind.Unhealthy, "It is not healthy."),
        PlannedStep.Return back when !IsHealthy(back.To) && IsHealthy(back.To.Other) => (FailureKind.Unhealthy, "Only the other is healthy."),
        _ => null,
    };

    SimulatedWorld With(Colour side, Release release) => side == Colour.Blue ? this with { Blue = release } : this with { Green = release };
}
