using Infra.Catalog;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>What is new between two snapshots, a sentence each.</summary>
internal static class RolloutLines
{
    internal static IEnumerable<string> Between(RolloutSnapshot? before, RolloutSnapshot after)
    {
        if (after.Plan is { } plan && before?.Plan is null)
        {
            yield return Opening(plan);
            yield return $"Steps: {string.Join(", ", plan.Steps.Select(s => s.Says))}.";
            if (after.Cost is { } cost)
                yield return cost.Says;
        }

        foreach (var warning in after.Warnings.Skip(before?.Warnings.Length ?? 0))
            yield return $"Warning: {warning}";
        foreach (var violation in after.Violations.Skip(before?.Violations.Length ?? 0).Where(Violations.IsToldAtOnce))
            yield return Violations.Line(violation);
        foreach (var step in after.Steps)
        {
            if (State(before, step.Id) != step.State && Say(step) is { } line)
                yield return line;
        }

        string[] skipped = [.. after.Steps.Where(s => s.State == StepState.Skipped && State(before, s.Id) != StepState.Skipped).Select(s => s.Says)];
        if (skipped.Length > 0)
            yield return $"  --  left out: {string.Join(", ", skipped)}.";

        foreach (var verdict in after.Verdicts.Where(_ => IsWatched(after)))
        {
            var was = IsWatched(before) ? before?.Verdicts.FirstOrDefault(v => v.Gate == verdict.Gate) : null;
            if (was?.GetType() != verdict.GetType())
                yield return $"      {verdict.Line}";
        }

        if (after.Outcome is { } outcome && before?.Outcome is null)
        {
            foreach (var advice in Violations.Advices(after.Violations, after.Key.Stage))
                yield return advice;
            yield return OutcomeWords.Line(outcome);
        }
    }

    private static string Opening(Plan plan) => plan.Stable is { } stable
        ? $"{plan.Release.Name} of {plan.Key} goes to {plan.Candidate.Word}, while {stable.Word} serves with {plan.StableRelease.Name}."
        : $"{plan.Release.Name} of {plan.Key} goes to {plan.Candidate.Word}, the first release: nobody serves yet.";

    /// <summary>Before the candidate has any traffic the gates have nothing to say.</summary>
    private static bool IsWatched(RolloutSnapshot? snapshot) => snapshot?.Plan is { } plan && snapshot.Shares[plan.Candidate].Weight > Weight.Zero;

    private static StepState State(RolloutSnapshot? snapshot, string step) => snapshot?.Steps.FirstOrDefault(s => s.Id == step)?.State ?? StepState.Waiting;

    private static string? Say(StepView step) => step.State switch
    {
        StepState.Waiting or StepState.Skipped => null,
        StepState.Running => $"  ... {step.Says}",
        StepState.Done => $"  ok  {step.Says}{Took(step)}",
        StepState.Failed => $"  no  {step.Says}{Took(step)}",
    };

    private static string Took(StepView step) =>
        step.Began is { } began && step.Ended is { } ended && ended - began >= TimeSpan.FromMilliseconds(100) ? $" ({(ended - began).Words})" : "";
}
