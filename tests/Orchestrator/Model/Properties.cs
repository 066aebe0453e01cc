using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>What must hold in every history; each answers null, or with what is wrong.</summary>
static class Properties
{
    public static IReadOnlyDictionary<string, Func<History, Brain, string?>> All { get; } = new Dictionary<string, Func<History, Brain, string?>>
    {
        ["shares are complete"] = (history, _) => SharesAreComplete(history),
        ["no shift to a side not known healthy"] = (history, _) => ShiftsAreSafe(history),
        ["no shift after a stop"] = (history, _) => NoShiftAfterStop(history),
        ["one outcome and nothing after it"] = (history, brain) => OneOutcome(history, brain),
        ["a next move, or what it waits for"] = (history, _) => GoesOn(history),
        ["the same facts, the same answer"] = SameAnswer,
        ["the ledger is its facts, one by one"] = (history, _) => Folds(history),
        ["a return takes the candidate's users, or halts"] = (history, _) => Returns(history),
        ["the outcome tells the truth"] = (history, _) => TellsTheTruth(history),
        ["what is done is not done again"] = (history, _) => DoneOnce(history),
        ["drift is said only where somebody moved"] = (history, _) => NoFalseAlarm(history),
        ["at the end nobody gets copies"] = (history, _) => CopiesEnd(history),
        ["undisturbed it is promoted"] = (history, _) => Promotes(history),
        ["killed anywhere it comes to the same end"] = Resumption.Same,
    };

    /// <summary>What must hold even where two histories may differ.</summary>
    public static string? Unsafe(History history) => SharesAreComplete(history) ?? ShiftsAreSafe(history) ?? GoesOn(history) ?? Returns(history) ?? TellsTheTruth(history);

    static string? SharesAreComplete(History history) =>
        history.Lines.Select(line => line.Before.World.Rule).Concat(history.Facts.OfType<Fact.Done>().Select(done => done.Set).OfType<Shares>()).FirstOrDefault(shares => !IsComplete(shares)) is { } part
            ? $"{part} is not all of the traffic." : null;

    static bool IsComplete(Shares shares) =>
        (shares.Blue.Attached || shares.Blue.Weight == Weight.Zero) && (shares.Green.Attached || shares.Green.Weight == Weight.Zero)
        && shares.Blue.Weight.InPercent + shares.Green.Weight.InPercent == (shares.Blue.Attached || shares.Green.Attached ? 100 : 0);

    static string? ShiftsAreSafe(History history)
    {
        foreach (var (moment, shift) in Shifts(history))
        {
            var done = moment.Ledger.Done;
            if (!history.Script.Plan.Steps.Any(step => step is PlannedStep.Ready ready && ready.Side == shift.Side && done.Contains(step.Id))
                || !history.Script.Plan.Steps.Any(step => step is PlannedStep.Smoke smoke && smoke.Side == shift.Side && done.Contains(step.Id)))
                return $"{shift.Id} comes before {shift.Side} was found ready and was asked.";
            if (moment.Facts + 1 < history.Lines.Length && !history.Lines[moment.Facts].Before.World.IsHealthy(shift.Side) && history.Lines[moment.Facts + 1] is { Fact: Fact.Done })
                return $"{shift.Id} gave users to {shift.Side}, which is ill.";
        }

        return null;
    }

    static string? NoShiftAfterStop(History history)
    {
        foreach (var (moment, shift) in Shifts(history))
        {
            var before = history.Facts.Take(moment.Facts).ToArray();
            if (before.OfType<Fact.Requested>().LastOrDefault() is { Wish: Wish.Abort or Wish.Rollback } wish)
                return $"{shift.Id} after {wish}.";
            if (before.OfType<Fact.Measured>().LastOrDefault() is { } look && look.Verdicts.OfType<Verdict.Bad>().Any())
                return $"{shift.Id} after {look}.";
            var failure = Array.FindLastIndex(before, fact => fact is Fact.Failed);
            if (failure >= 0 && !before.Skip(failure).Any(fact => fact is Fact.Requested or Fact.Resumed))
                return $"{shift.Id} after {before[failure]}.";
            if (before.OfType<Fact.Intended>().Any(intent => intent.Step == Decider.ReturnId))
                return $"{shift.Id} after a return.";
        }

        return null;
    }

    static string? OneOutcome(History history, Brain brain) =>
        history.Facts.Count(fact => fact is Fact.Ended) is var ends && ends != (history.End == HistoryEnd.Ended ? 1 : 0) ? $"It has {ends} ends."
        : history.End != HistoryEnd.Ended ? null
        : history.Lines[^1].Fact is not Fact.Ended ended ? $"{history.Lines[^1].Fact} comes after the end."
        : brain.Next(Ledger.Of(history.Script.Plan, history.Facts), history.World.Now) is Decision.End again && again.Outcome == ended.Outcome ? null
        : "After its end it says something else.";

    static string? GoesOn(History history)
    {
        foreach (var moment in history.Moments)
        {
            var wrong = moment.Decision switch
            {
                Decision.Sleep sleep when sleep.Until <= moment.Now => "sleeps until a time that has passed",
                Decision.Sleep sleep when sleep.Until > moment.Now + TimeSpan.FromMinutes(3) => "sleeps for longer than anything in its plan",
                Decision.Halt halt when !halt.Why.Contains("`infra ", StringComparison.Ordinal) => $"halts and does not say what would unblock it: {halt.Why}",
                Decision.Perform { Why.Length: 0 } => "acts without a reason",
                Decision.End { Outcome.Reason.Length: 0 } => "ends without a reason",
                _ => null,
            };
            if (wrong is not null)
                return $"{moment.Decision}: it {wrong}.";
        }

        return history.End == HistoryEnd.Ended ? null : $"It came to no end ({history.End}); at last: {history.Moments[^1].Decision}.";
    }

    static string? SameAnswer(History history, Brain brain) =>
        history.Moments.Where((_, number) => number % 7 == history.Lines.Length % 7)
            .FirstOrDefault(moment => brain.Next(Ledger.Of(history.Script.Plan, history.Facts.Take(moment.Facts)), moment.Now) != moment.Decision) is { } other
                ? $"Once it was {other.Decision}, from the facts alone it is something else." : null;

    static string? Folds(History history)
    {
        var (one, all) = (history.Moments[^1].Ledger, Ledger.Of(history.Script.Plan, history.Facts.Take(history.Moments[^1].Facts)));
        return one.Set == all.Set && one.Seen == all.Seen && one.Failure == all.Failure && one.LastLook == all.LastLook && one.Wish == all.Wish && one.Outcome == all.Outcome
            && one.Done.SetEquals(all.Done) && one.Intents.OrderBy(item => item.Key, StringComparer.Ordinal).SequenceEqual(all.Intents.OrderBy(item => item.Key, StringComparer.Ordinal))
            && one.Unsure.OrderBy(item => item.Key, StringComparer.Ordinal).SequenceEqual(all.Unsure.OrderBy(item => item.Key, StringComparer.Ordinal))
            ? null : $"{one} is not {all}.";
    }

    static string? Returns(History history)
    {
        if (!history.Facts.OfType<Fact.Intended>().Any(intent => intent.Step == Decider.ReturnId))
            return null;
        var candidate = history.Script.Plan.Candidate;
        return history.End != HistoryEnd.Ended ? null
            : history.Outcome is not Outcome.RolledBack and not Outcome.Aborted ? $"A return was begun, and it ended with {history.Outcome}."
            : IsMovedByOthers(history) || history.World.Rule[candidate].Weight == Weight.Zero ? null
            : $"A return was begun, and {candidate} has {history.World.Rule[candidate].Weight}.";
    }

    static string? TellsTheTruth(History history)
    {
        // What was moved after the last look, no conductor can know.
        if (history.Outcome is not { } outcome || history.Moments[^1].Ledger.Seen != history.World.Rule && IsMovedByOthers(history))
            return null;
        var (plan, rule) = (history.Script.Plan, history.World.Rule);
        var users = rule[plan.Candidate].Weight;
        return outcome switch
        {
            Outcome.Promoted when users != Weight.All => $"It says promoted, and {plan.Candidate} has {users}.",
            Outcome.RolledBack or Outcome.Failed or Outcome.Refused when users > Weight.Zero => $"It says {outcome}, and {plan.Candidate} has {users}.",
            Outcome.Aborted when users > Weight.Zero && !outcome.Reason.Contains($"{plan.Candidate.Word} serves", StringComparison.OrdinalIgnoreCase) && !outcome.Reason.Contains($"{plan.Candidate.Title} already serves", StringComparison.Ordinal) => $"It says {outcome.Reason}, and {plan.Candidate} has {users}.",
            _ => null,
        };
    }

    static string? DoneOnce(History history) =>
        history.Moments.FirstOrDefault(moment => moment.Decision is Decision.Perform perform && moment.Ledger.Done.Contains(perform.Step.Id)) is { } again ? $"{again.Decision} was done already." : null;

    static string? NoFalseAlarm(History history) =>
        IsMovedByOthers(history) || history.Script.Faults.Any(fault => fault.Kind == FailureKind.Drift) ? null
        : history.Facts.OfType<Fact.Failed>().FirstOrDefault(failed => failed.Kind == FailureKind.Drift) is { } alarm ? $"{alarm}, and nobody moved anything." : null;

    static string? CopiesEnd(History history) =>
        history.End == HistoryEnd.Ended && history.World.Rule.Mirror is { } mirror && !IsMovedByOthers(history) ? $"It ended with {history.Outcome}, and {mirror}." : null;

    static string? Promotes(History history) =>
        !history.Script.IsUndisturbed || history.Script.Present.Split is { Blue.Weight.InPercent: > 0, Green.Weight.InPercent: > 0 } || history.Outcome is Outcome.Promoted
            ? null : $"Nothing was in its way, and it ended with {history.Outcome}.";

    static bool IsMovedByOthers(History history) => history.Script.Happenings.Any(happening => happening is Happening.Moved);

    static IEnumerable<(Moment Moment, PlannedStep.Shift Shift)> Shifts(History history) =>
        from moment in history.Moments
        let shift = (moment.Decision as Decision.Perform)?.Step as PlannedStep.Shift
        where shift is not null
        select (moment, shift);
}
