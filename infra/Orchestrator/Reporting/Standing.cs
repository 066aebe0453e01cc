using System.Collections.Immutable;
using System.Diagnostics;
using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Where a rollout stands: what it waits for, since when and until when. A pure function of plan, facts, lease and now.</summary>
public sealed record Standing
{
    public required Waits For { get; init; }

    /// <summary>The step it is at; null where it is at none.</summary>
    public PlannedStep? Step { get; init; }

    /// <summary>When that step was begun, or the rollout ended.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the clock ends the wait; null where no clock does.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What it does or why it stands; where <see cref="Until"/> or <see cref="Since"/> belong to it, without them.</summary>
    public required string Says { get; init; }

    /// <summary>What comes after <see cref="Until"/>, where that is not simply the next step.</summary>
    public string Then { get; init; } = "";

    /// <summary>The whole sentence, with times as they look from now.</summary>
    public string Line(DateTimeOffset now) => this switch
    {
        { Until: { } until } => $"{Says} until {When.Until(until, now)}{Then}.",
        { For: Waits.Step, Since: { } since } => $"{Says}, since {When.At(since, now)}.",
        { For: Waits.Nothing, Since: { } ended } => $"Ended at {When.At(ended, now)}, {Says}",
        _ => Says,
    };

    /// <param name="held">The lease of who moves it now; null when nobody does.</param>
    /// <param name="last">The newest lease, however it ended.</param>
    public static Standing Of(Plan plan, ImmutableArray<Fact> facts, Lease? held, Lease? last, DateTimeOffset now)
    {
        var ledger = Ledger.Of(plan, facts);
        if (ledger.Outcome is { } outcome)
            return new() { For = Waits.Nothing, Since = facts[^1].At, Says = $"{Teller.Word(outcome)}: {outcome.Reason}" };
        var decision = Decider.Next(ledger, now);
        if (decision is Decision.Halt halt)
            return At(ledger, ledger.Failure?.Step) with { For = Waits.Person, Says = $"Stands until a person acts: {halt.Why}" };
        var step = StepOf(decision);
        if (held is null)
        {
            return facts[^1] is Fact.Interrupted stopped
                ? At(ledger, step?.Id) with { For = Waits.Resume, Says = stopped.Why }
                : At(ledger, step?.Id) with { For = Waits.Holder, Says = $"Nobody moves it: {Gone(last, now)} {Commands.Say(plan.Key, "resume")} goes on." };
        }

        return step is not null && ledger.Intents.TryGetValue(step.Id, out var intent) ? Timed(ledger, step, intent.At, now)
            : new() { For = Waits.Step, Step = step, Says = step is null ? "Its end is being written." : $"Next: {step.Says}." };
    }

    private static Standing Timed(Ledger ledger, PlannedStep step, DateTimeOffset since, DateTimeOffset now)
    {
        var (plan, side) = (ledger.Plan, ledger.Plan.Candidate);
        var holds = $"{side.Word} at {ledger.Set[side].Weight}";
        return step switch
        {
            PlannedStep.Bake bake when now < since + bake.For => Wait(Waits.Bake, bake.For, $"Watches {holds}"),
            PlannedStep.Bake bake => Wait(Waits.Evidence, bake.For + plan.Hold.Duration, $"Holds {holds} for more evidence") with { Then = AfterHold(plan) },
            PlannedStep.Pause pause => Wait(Waits.Pause, pause.For, $"Pauses with {holds}"),
            PlannedStep.Drain drain => Wait(Waits.Drain, drain.For, $"Lets {drain.Side.Word} finish what it began"),
            PlannedStep.Warm warm => Wait(Waits.Warm, warm.For, $"{side.Title} serves; keeps {warm.Side.Word} warm for going back"),
            _ => new() { For = Waits.Step, Step = step, Since = since, Says = $"Now: {step.Says}" },
        };

        Standing Wait(Waits what, TimeSpan length, string says) => new() { For = what, Step = step, Since = since, Until = since + length, Says = says };
    }

    private static string AfterHold(Plan plan) => plan.Hold.Then switch
    {
        Catalog.Rollouts.AfterHold.Return => $", then returns traffic to {plan.Stable?.Word ?? "nobody"}",
        Catalog.Rollouts.AfterHold.Proceed => ", then goes on without it",
    };

    private static Standing At(Ledger ledger, string? step) => step is null
        ? new() { For = Waits.Step, Says = "" }
        : new() { For = Waits.Step, Step = ledger.Plan.Find(step), Since = ledger.Intents.GetValueOrDefault(step)?.At, Says = "" };

    private static string Gone(Lease? last, DateTimeOffset now) => last switch
    {
        null => "nobody holds its lease.",
        { } lease when lease.Until > now => $"{lease.Holder}, whose lease lasts until {When.At(lease.Until, now)}, is gone.",
        { } lease => $"the lease of {lease.Holder} ended at {When.At(lease.Until, now)}.",
    };

    private static PlannedStep? StepOf(Decision decision) => decision switch
    {
        Decision.Perform perform => perform.Step,
        Decision.Begin begin => begin.Step,
        Decision.Finish finish => finish.Step,
        Decision.Measure measure => measure.Step,
        Decision.Sleep sleep => sleep.Step,
        Decision.End or Decision.Halt => null,
        _ => throw new UnreachableException(decision.GetType().Name),
    };
}
