using System.Collections.Immutable;
using System.Diagnostics;
using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Asks the decider what it would do, and then, as if every step succeeded at once, and every gate kept its answer.</summary>
internal static class Forecast
{
    private const int Most = 500;

    /// <summary>With the verdicts of the last look as they are.</summary>
    public static ImmutableArray<Foreseen> AsItIs(Ledger ledger, DateTimeOffset now) => Of(ledger, now, LastVerdicts(ledger));

    /// <summary>With every gate satisfied from now on.</summary>
    public static ImmutableArray<Foreseen> AllGood(Ledger ledger, DateTimeOffset now) =>
        Of(ledger, now, [.. ledger.Plan.Gates.Select(gate => new Verdict.Good(Judge.Name(gate), []))]);

    private static ImmutableArray<Foreseen> Of(Ledger ledger, DateTimeOffset now, ImmutableArray<Verdict> verdicts)
    {
        var seen = ImmutableArray.CreateBuilder<Foreseen>();
        for (var moves = 0; moves < Most; moves++)
        {
            switch (Decider.Next(ledger, now))
            {
                case Decision.Sleep sleep:
                    now = Later(sleep.Until, Boundary(ledger, sleep.Step, now));
                    break;
                case Decision.Measure measure:
                    now = Later(now, Boundary(ledger, measure.Step, now));
                    var reading = ledger.LastLook?.Reading as Reading.Totals ?? new Reading.Totals(default, default);
                    ledger = ledger.After(new Fact.Measured(measure.Step.Id, reading, ledger.Set, verdicts) { Rollout = ledger.Plan.Id, At = now });
                    break;
                case Decision.Begin begin:
                    seen.Add(new(now, begin.Step.Says));
                    ledger = ledger.After(new Fact.Intended(begin.Step.Id, "") { Rollout = ledger.Plan.Id, At = now });
                    break;
                case Decision.Finish finish:
                    ledger = ledger.After(new Fact.Done(finish.Step.Id, "", null) { Rollout = ledger.Plan.Id, At = now });
                    break;
                case Decision.Perform perform:
                    seen.Add(new(now, perform.Step is PlannedStep.Return ? $"{perform.Step.Says}: {perform.Why}" : perform.Step.Says));
                    ledger = ledger.After(new Fact.Intended(perform.Step.Id, perform.Why) { Rollout = ledger.Plan.Id, At = now })
                        .After(new Fact.Done(perform.Step.Id, "", Set(ledger, perform.Step)) { Rollout = ledger.Plan.Id, At = now });
                    break;
                case Decision.End end:
                    seen.Add(new(now, $"the end: {end.Outcome.Reason}"));
                    return seen.ToImmutable();
                case Decision.Halt halt:
                    seen.Add(new(now, $"stands until a person acts: {halt.Why}"));
                    return seen.ToImmutable();
                case var unknown:
                    throw new UnreachableException(unknown.GetType().Name);
            }
        }

        return seen.ToImmutable();
    }

    /// <summary>Between two looks nothing is decided before the watch, or the hold after it, is over.</summary>
    private static DateTimeOffset Boundary(Ledger ledger, PlannedStep step, DateTimeOffset now) => (step, ledger.Intents.GetValueOrDefault(step.Id)) switch
    {
        (PlannedStep.Bake bake, { } begun) when now < begun.At + bake.For => begun.At + bake.For,
        (PlannedStep.Bake bake, { } begun) when ledger.LastLook is { } look && look.Step == step.Id && look.At >= begun.At + bake.For => begun.At + bake.For + ledger.Plan.Hold.Duration,
        (PlannedStep.Warm warm, { } begun) => begun.At + warm.For,
        _ => now,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static ImmutableArray<Verdict> LastVerdicts(Ledger ledger) => ledger.LastLook is { Verdicts.Length: > 0 } look
        ? look.Verdicts
        : [.. ledger.Plan.Gates.Select(gate => new Verdict.NotEnough(Judge.Name(gate), ["nothing was counted yet."], 0))];

    /// <summary>The weights that a step sets.</summary>
    private static Shares? Set(Ledger ledger, PlannedStep step) => step switch
    {
        PlannedStep.Shift shift => ledger.Set.Shift(shift.Side, shift.Weight),
        PlannedStep.Mirror mirror => Steps.MirrorStep.Desired(ledger.Set, mirror),
        PlannedStep.Attach attach => ledger.Set.With(attach.Side, new(true, Weight.Zero)),
        PlannedStep.Detach detach => ledger.Set.With(detach.Side, SideShare.Detached),
        PlannedStep.Return back => ledger.Set.Shift(back.To, Weight.All),
        _ => null,
    };
}
