using System.Diagnostics;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Puts one fact into words.</summary>
internal static class Teller
{
    internal sealed record Told(string Kind, string Says)
    {
        /// <summary>Who it names; null where it names nobody.</summary>
        public string? By { get; init; }

        public string? Step { get; init; }
    }

    public static Told Of(Fact fact, Plan plan) => fact switch
    {
        Fact.Planned planned => new("planned", Planned(planned.Plan)) { By = planned.By },
        Fact.Intended intended => new("intended", $"begins: {Step(plan, intended.Step)}") { Step = intended.Step },
        Fact.Done done => new("done", $"done: {done.Says}") { Step = done.Step },
        Fact.Failed failed => new("failed", $"failed ({Word(failed.Kind)}): {Step(plan, failed.Step)}: {failed.Why}") { Step = failed.Step },
        Fact.Observed observed => new("observed", $"found: {observed.Says}"),
        Fact.Measured look => new("measured", $"looked: {Look(look)}") { Step = look.Step },
        Fact.Requested requested => new("requested", $"{requested.By} asked to {Word(requested.Wish)}") { By = requested.By },
        Fact.Interrupted interrupted => new("interrupted", $"interrupted: {interrupted.Why}"),
        Fact.Resumed resumed => new("resumed", $"{resumed.By} resumed it") { By = resumed.By },
        Fact.Ended ended => new("ended", $"{Word(ended.Outcome)}: {ended.Outcome.Reason}"),
        _ => throw new UnreachableException(fact.GetType().Name),
    };

    /// <summary>What looks have in common that are told as one.</summary>
    public static string Answer(Fact.Measured look) => look.Reading is Reading.Blind
        ? $"{look.Step} blind"
        : $"{look.Step} {string.Join(' ', look.Verdicts.Select(verdict => $"{verdict.Gate}={verdict.Word}"))}";

    public static string Word(Wish wish) => wish switch
    {
        Wish.Abort => "abort",
        Wish.Promote => "promote at once",
        Wish.Rollback => "roll back",
    };

    private static string Word(FailureKind kind) => kind switch
    {
        FailureKind.Refused => "refused",
        FailureKind.Unhealthy => "unhealthy",
        FailureKind.Drift => "drift",
        FailureKind.Error => "error",
    };

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Promoted => "promoted",
        Outcome.RolledBack => "rolled back",
        Outcome.Refused => "refused",
        Outcome.Aborted => "aborted",
        Outcome.Failed => "failed",
        Outcome.Stopped => "stopped",
        _ => throw new UnreachableException(outcome.GetType().Name),
    };

    private static string Planned(Plan plan) => plan.Stable is { } stable
        ? $"planned: {plan.Release.Name} goes to {plan.Candidate.Word} in {plan.Steps.Length} steps, while {stable.Word} serves with {plan.StableRelease.Name}"
        : $"planned: {plan.Release.Name} goes to {plan.Candidate.Word} in {plan.Steps.Length} steps, the first release";

    private static string Step(Plan plan, string id) => plan.Find(id)?.Says ?? id switch
    {
        Decider.ReturnId => "return traffic",
        Decider.ReconcileId => "tell the stacks",
        _ => id,
    };

    private static string Look(Fact.Measured look) => look.Reading is Reading.Blind blind
        ? $"blind: {blind.Why}"
        : look.Verdicts.IsEmpty ? $"weights {look.Set}" : string.Join(' ', look.Verdicts.Select(verdict => $"{verdict.Gate} {verdict.Word}: {verdict.Says}"));
}
