using System.Collections.Immutable;
using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Views;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands;

internal static class HistoryCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var service = Word.Optional("service", "SERVICE", "A service; all by default.", shared.Known.Services);
        var rollout = new Option<string?>("--rollout") { Description = "This rollout only, such as web-7.", HelpName = "ID" };
        rollout.CompletionSources.Add(shared.Known.Rollouts);
        var all = new Option<bool>("--all") { Description = "A line for every look, also where it answers what the one before did." };
        var command = new Command("history", "Tells every recorded fact with its time, who did it, and why; the newest rollout last.") { service, rollout, all };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var id = asked.GetValue(rollout);
            var name = asked.GetValue(service) ?? RolloutChoice.ServiceOf(catalog, id);
            ImmutableArray<Service> services = name is null ? catalog.Services : [catalog.Service(name)];
            var journals = new FileJournals(run.Folder.Journal(stage), run.Time);
            var histories = new List<RolloutHistory>();
            foreach (var each in services)
            {
                var key = new ServiceKey(stage.Name, each.Name);
                var entries = await journals.Open(key).ReadAsync(ct);
                histories.AddRange(RolloutHistory.Of(key, entries, folded: !asked.GetValue(all) && !run.Voice.AsJson).Where(history => id is null || history.Id.Value == id));
            }

            if (id is not null && histories.Count == 0)
                throw new RefusalException(ExitCode.Refused, $"The journals of stage {stage.Name} in {run.Folder.Journal(stage)} know no rollout {id}; `infra history` tells those there are.");
            ImmutableArray<RolloutHistory> told = [.. histories.OrderBy(history => history.Events[0].At)];
            if (run.Voice.AsJson)
                run.Voice.AnswerJson(HistoryResult.Of(stage.Name, told));
            else
                run.Voice.Answer(told.IsEmpty ? [$"No rollout of stage {stage.Name} is recorded in {run.Folder.Journal(stage)}."] : told.SelectMany(HistoryLines.Of));
            return ExitCode.Success;
        }, stop));
        return command;
    }
}
