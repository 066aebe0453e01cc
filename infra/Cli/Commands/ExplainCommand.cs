using System.CommandLine;
using Infra.Cli.Views;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands;

internal static class ExplainCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Required("what", "ROLLOUT|SERVICE", "A rollout, such as web-7, or a service for its newest.", shared.Known.RolloutsAndServices);
        var command = new Command("explain", "Says why a rollout waits or ended as it did, what would unblock it, and what happens next if nothing does.") { what };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var asks = asked.GetRequiredValue(what);
            var isService = catalog.Services.Any(each => each.Name == asks) || !asks.Contains('-');
            var key = new ServiceKey(stage.Name, isService ? catalog.Service(asks).Name : RolloutChoice.ServiceOf(catalog, asks)!);
            var journals = new FileJournals(run.Folder.Journal(stage), run.Time);
            var (plan, facts) = RecordedRollout.Find(await journals.Open(key).ReadAsync(ct), isService ? null : new RolloutId(asks))
                ?? throw new RefusalException(ExitCode.Refused, $"No rollout {(isService ? $"of {key}" : asks)} is recorded in {run.Folder.Journal(stage)}; `infra history` tells those there are.");

            var now = run.Time.GetUtcNow();
            var explanation = Explainer.Of(plan, facts, await journals.Leases.FindAsync(key, ct), await journals.Leases.LastAsync(key, ct), now);
            if (run.Voice.AsJson)
                run.Voice.AnswerJson(ExplanationResult.Of(explanation));
            else
                run.Voice.Answer(ExplanationLines.Of(explanation, now));
            return ExitCode.Success;
        }, stop));
        return command;
    }
}
