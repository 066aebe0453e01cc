using Infra.Catalog;
using Infra.Catalog.Rollouts;

namespace Infra.Orchestrator.Rollouts;

/// <summary>Names the next move from stored facts and the time alone, so that resuming is the same as running.</summary>
public static class Decider
{
    public const string ReturnId = "return";
    public const string ReconcileId = "reconcile";

    /// <summary>How often a watched side is looked at.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public static Decision Next(Plan plan, IEnumerable<Fact> facts, DateTimeOffset now) => Next(Ledger.Of(plan, facts), now);

    public static Decision Next(Ledger ledger, DateTimeOffset now)
    {
        if (ledger.Outcome is { } outcome) return new Decision.End(outcome);
        if (ledger.IsReturning) return GoOnReturning(ledger);
        if (Stop(ledger) is { } stop) return stop;

        var step = ledger.Plan.Steps.FirstOrDefault(planned => !ledger.Done.Contains(planned.Id) && !Skips(ledger, planned));
        return step switch
        {
            null => new Decision.End(new Outcome.Promoted($"{ledger.Plan.Candidate.Title} serves 100% of {ledger.Plan.Key} with {ledger.Plan.Release.Name}.")),
            PlannedStep.Pause or PlannedStep.Drain or PlannedStep.Bake or PlannedStep.Verify or PlannedStep.Warm when !ledger.Intents.ContainsKey(step.Id) => new Decision.Begin(step),
            PlannedStep.Pause pause => Wait(ledger, step, pause.For, now),
            PlannedStep.Drain drain => Wait(ledger, step, drain.For, now),
            PlannedStep.Bake bake => Watching.Bake(ledger, bake, now),
            PlannedStep.Verify verify => Watching.Verify(ledger, verify, now),
            PlannedStep.Warm warm => Watching.Warm(ledger, warm, now),
            // A mark before each shift keeps what was answered under the old weights apart, and judges it once more.
            PlannedStep.Preview or PlannedStep.Shift when ledger.Plan.Stable is not null && (ledger.LookIsOld || ledger.LastLook?.Step != step.Id) => new Decision.Measure(step),
            PlannedStep.Shift when Bad(ledger) is { } bad => new Decision.End(new Outcome.Failed($"{bad.Says} {ledger.Plan.Candidate.Title} had no traffic.")),
            _ => new Decision.Perform(step, step.Says),
        };
    }

    /// <summary>Whether nothing can go wrong for users by skipping this step when a person asked to promote now.</summary>
    private static bool Skips(Ledger ledger, PlannedStep step) => ledger.Wish == Wish.Promote && step switch
    {
        PlannedStep.Pause or PlannedStep.Bake => true,
        // One that may have acted is done again, so that the weights are known.
        PlannedStep.Shift shift => shift.Weight < Weight.All && !ledger.Unsure.ContainsKey(shift.Id),
        _ => false,
    };

    private static Decision Wait(Ledger ledger, PlannedStep step, TimeSpan length, DateTimeOffset now)
    {
        var end = ledger.Intents[step.Id].At + length;
        return now < end ? new Decision.Sleep(step, end) : new Decision.Finish(step, $"{length.Words} are over.");
    }

    private static Decision? Stop(Ledger ledger) => ledger switch
    {
        { Wish: Wish.Rollback or Wish.Abort } => Withdraw(ledger),
        { CandidateMayServe: true } when Bad(ledger) is { } bad => Back(ledger, bad.Says),
        { Failure: { } failure } => AfterFailure(ledger, failure),
        _ => null,
    };

    private static Verdict.Bad? Bad(Ledger ledger) => ledger.LastLook?.Verdicts.OfType<Verdict.Bad>().FirstOrDefault();

    /// <summary>Whether the failure that the ledger has left everything to a person.</summary>
    internal static bool WaitsForAPerson(Ledger ledger) =>
        ledger.Failure is { } failure && (ledger.IsReturning ? failure.Step is ReturnId or ReconcileId : Stop(ledger) is Decision.Halt);

    private static Decision Withdraw(Ledger ledger)
    {
        var (plan, abort) = (ledger.Plan, ledger.Wish == Wish.Abort);
        var asked = abort ? "Somebody asked to abort." : "Somebody asked to go back.";
        if (!ledger.CandidateMayServe)
            return new Decision.End(new Outcome.Aborted($"{asked} {Serving(plan)}; {plan.Candidate.Word} had no traffic."));
        if (plan.Stable is not { } stable)
            return new Decision.End(new Outcome.Aborted($"{asked} {plan.Candidate.Title} serves {plan.Key} and there is no other side to return to."));
        if (abort && ledger.Has<PlannedStep.Promote>())
            return new Decision.End(new Outcome.Aborted($"{asked} {plan.Candidate.Title} already serves 100% of {plan.Key} with {plan.Release.Name} and stays; {stable.Word} is {(ledger.Began<PlannedStep.Retire>() ? "being" : "not")} retired."));
        return ledger.OldSideIsLeaving
            ? new Decision.End(new Outcome.Aborted($"{asked} {stable.Title} is already being retired; {plan.Candidate.Word} serves {plan.Key}. Roll out {plan.StableRelease.Name} again to go back."))
            : Back(ledger, asked);
    }

    private static Decision AfterFailure(Ledger ledger, Fact.Failed failure)
    {
        var plan = ledger.Plan;
        if (failure.Kind == FailureKind.Drift)
            return new Decision.Halt($"{failure.Why} When somebody has looked, `infra resume {plan.Key.Service}` goes on and `infra rollback {plan.Key.Service}` goes back.");
        // While promoting the candidate may be the only healthy side: going on is for a person to say.
        if (ledger.Began<PlannedStep.Promote>() || (plan.Stable is null && ledger.CandidateMayServe))
            return new Decision.Halt($"{plan.Candidate.Title} serves {plan.Key} with {plan.Release.Name}. {failure.Why} `infra resume {plan.Key.Service}` tries again.");
        if (ledger.CandidateMayServe)
            return Back(ledger, failure.Why);
        return new Decision.End(failure.Kind == FailureKind.Refused ? new Outcome.Refused(failure.Why) : new Outcome.Failed(failure.Why));
    }

    internal static Decision Back(Ledger ledger, string why) => ledger.Plan.Stable is { } stable
        ? new Decision.Perform(new PlannedStep.Return(ReturnId, stable), why)
        : new Decision.Halt($"{ledger.Plan.Candidate.Title} serves {ledger.Plan.Key} and there is no other side to return to. {why} `infra resume {ledger.Plan.Key.Service}` goes on.");

    private static Decision GoOnReturning(Ledger ledger)
    {
        var (plan, why) = (ledger.Plan, ledger.Intents[ReturnId].Why);
        // A return is only ever begun towards a stable side.
        if (plan.Stable is not { } stable)
            throw new System.Diagnostics.UnreachableException($"{plan.Id} returns to nobody");
        var isReturned = ledger.Done.Contains(ReturnId);
        // What went wrong before is why it returns, and nothing to wait for.
        if (ledger.Failure is { Step: ReturnId or ReconcileId } failure)
            return new Decision.Halt(isReturned
                ? $"{stable.Title} holds 100% of {plan.Key} again, and its stacks do not say so yet. {failure.Why} `infra resume {plan.Key.Service}` tries again."
                : $"Traffic was not returned to {stable.Word}. {failure.Why} `infra resume {plan.Key.Service}` tries again.");
        if (!isReturned)
            return new Decision.Perform(new PlannedStep.Return(ReturnId, stable), why);
        if (!ledger.Done.Contains(ReconcileId))
            return new Decision.Perform(new PlannedStep.Reconcile(ReconcileId, stable), why);
        var says = $"{stable.Title} serves 100% of {plan.Key} again with {plan.StableRelease.Name}. {why}";
        return new Decision.End(ledger.ReturnWish == Wish.Abort ? new Outcome.Aborted(says) : new Outcome.RolledBack(says));
    }

    private static string Serving(Plan plan) =>
        plan.Stable is { } stable ? $"{stable.Title} serves {plan.Key} with {plan.StableRelease.Name}" : $"Nobody serves {plan.Key} yet";
}
