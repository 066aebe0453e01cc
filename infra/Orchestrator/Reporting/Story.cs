using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Tells facts as a snapshot. The same facts always tell the same snapshot.</summary>
internal static class Story
{
    private const int LongestTimeline = 5000;

    public static RolloutSnapshot Of(ServiceKey key, IEnumerable<Fact> facts) =>
        facts.Aggregate(new RolloutSnapshot { Key = key }, After);

    public static RolloutSnapshot After(RolloutSnapshot snapshot, Fact fact) => fact switch
    {
        Fact.Planned planned => Begin(snapshot, planned),
        Fact.Intended intended => Step(snapshot, intended.Step, step => step with { State = StepState.Running, Began = step.Began ?? intended.At }) with
        {
            Says = intended.Why,
            ReturnDecided = intended.Step == Decider.ReturnId ? snapshot.ReturnDecided ?? intended.At : snapshot.ReturnDecided,
        },
        Fact.Done done => Step(snapshot, done.Step, step => step with { State = StepState.Done, Says = done.Says, Ended = done.At }) with
        {
            Says = done.Says,
            Shares = done.Set ?? snapshot.Shares,
            Serving = Serving(snapshot, done),
            Returned = done.Step == Decider.ReturnId ? done.At : snapshot.Returned,
        },
        Fact.Failed failed => Step(snapshot, failed.Step, step => step with { State = StepState.Failed, Says = failed.Why, Ended = failed.At }) with { Says = failed.Why },
        Fact.Observed observed => snapshot with { Warnings = [.. snapshot.Warnings, observed.Says] },
        Fact.Measured measured => Look(snapshot, measured),
        Fact.Requested requested => snapshot with { Says = $"{requested.By} asked to {Teller.Word(requested.Wish)}." },
        Fact.Interrupted interrupted => snapshot with { Says = interrupted.Why },
        Fact.Resumed resumed => snapshot with { Says = $"{resumed.By} resumed it." },
        Fact.Ended ended => End(snapshot, ended),
        _ => throw new System.Diagnostics.UnreachableException(fact.GetType().Name),
    };

    public static RolloutSnapshot After(RolloutSnapshot snapshot, StackReport report) => snapshot with
    {
        Violations = [.. snapshot.Violations, .. report.Violations.Except(snapshot.Violations)],
        Previewed = snapshot.Previewed + report.Resources,
    };

    private static RolloutSnapshot Begin(RolloutSnapshot snapshot, Fact.Planned planned) => new()
    {
        Key = snapshot.Key,
        Plan = planned.Plan,
        Steps = [.. planned.Plan.Steps.Select(step => new StepView(step.Id, step.Says, StepState.Waiting, null, null))],
        Shares = planned.Plan.Initial,
        Serving = planned.Plan.Stable,
        Started = planned.At,
        Says = $"{planned.Plan.Release.Name} goes to {planned.Plan.Candidate.Word} of {planned.Plan.Key}.",
    };

    private static RolloutSnapshot Look(RolloutSnapshot snapshot, Fact.Measured measured)
    {
        var before = snapshot.LastTotals;
        var says = measured.Reading is Reading.Blind blind ? blind.Why : string.Join(' ', measured.Verdicts.Select(verdict => verdict.Says));
        var next = snapshot with { Verdicts = measured.Verdicts, Says = $"{Holding(snapshot)}{says}" };
        if (measured.Reading is not Reading.Totals totals)
            return next;
        next = next with { LastTotals = totals };
        if (before is null || totals.Blue.Requests < before.Blue.Requests || totals.Green.Requests < before.Green.Requests)
            return next;
        var point = new TimelinePoint(measured.At, measured.Set, totals.Blue - before.Blue, totals.Green - before.Green);
        return next with { Timeline = [.. snapshot.Timeline.Length < LongestTimeline ? snapshot.Timeline : snapshot.Timeline[1..], point] };
    }

    private static string Holding(RolloutSnapshot snapshot) =>
        snapshot.Plan is { } plan ? $"{plan.Candidate.Title} holds {snapshot.Shares[plan.Candidate].Weight} of {plan.Key.Service}; " : "";

    private static RolloutSnapshot End(RolloutSnapshot snapshot, Fact.Ended ended) => snapshot with
    {
        Outcome = ended.Outcome,
        Ended = ended.At,
        Says = ended.Outcome.Reason,
        Steps = [.. snapshot.Steps.Select(step => step.State is StepState.Waiting or StepState.Running ? step with { State = StepState.Skipped } : step)],
    };

    private static Colour? Serving(RolloutSnapshot snapshot, Fact.Done done) => snapshot.Plan switch
    {
        { } plan when done.Step == Decider.ReturnId => plan.Stable,
        { } plan when plan.Find(done.Step) is PlannedStep.Promote => plan.Candidate,
        _ => snapshot.Serving,
    };

    private static RolloutSnapshot Step(RolloutSnapshot snapshot, string id, Func<StepView, StepView> change)
    {
        var known = snapshot.Steps.Any(step => step.Id == id) ? snapshot.Steps : snapshot.Steps.Add(new(id, Unplanned(id), StepState.Waiting, null, null));
        return snapshot with { Steps = [.. known.Select(step => step.Id == id ? change(step) : step)] };
    }

    private static string Unplanned(string id) => id == Decider.ReturnId ? "return traffic" : "tell the stacks";
}
