using Infra.Cli.Composition;
using Infra.Cli.Views;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands;

/// <summary>Runs a rollout while a view shows it, and answers with how it ended.</summary>
internal static class RolloutRuns
{
    internal static async Task<ExitCode> WatchedAsync(
        Run run, StageSession session, ServiceKey key, Func<Feed<RolloutSnapshot>, Task<Outcome>> rollout, CancellationToken ct)
    {
        var feed = new Feed<RolloutSnapshot>(new() { Key = key });
        var outcome = await RolloutViews.ShowAsync(run.Voice, run.Time, feed, () => rollout(feed));
        run.Voice.Answer(OutcomeWords.Line(outcome));
        run.Voice.AnswerJson(RolloutResult.Of(feed.Current, outcome));
        return await CodeAsync(run, session, key, feed.Current, outcome, ct);
    }

    /// <summary>A refusal has more than one reason that a pipeline tells apart.</summary>
    private static async Task<ExitCode> CodeAsync(Run run, StageSession session, ServiceKey key, RolloutSnapshot last, Outcome outcome, CancellationToken ct)
    {
        if (outcome is not Outcome.Refused)
            return OutcomeWords.Code(outcome);
        if (last.Violations.Any(v => v.IsMandatory))
            return ExitCode.PolicyViolation;
        var status = await session.Conductor.StatusAsync(key, ct);
        return status.Lease is { } lease && lease.Holder != StageSession.Self && lease.Until > run.Time.GetUtcNow() ? ExitCode.LeaseHeld : ExitCode.Refused;
    }
}
