using System.CommandLine;
using Infra.Catalog;

namespace Infra.Cli.Commands.Stages;

internal static class StagePruneCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var from = StageListCommand.From(shared, "Only stages made from this one; its backend alone is asked.");
        var command = new Command("prune", "Removes the ephemeral stages that have expired. Asks nobody: a pipeline runs it on a schedule.") { from };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var catalog = ServiceCatalog.Load(run.Folder.Root);
            var found = await run.Ephemeral(catalog).AllAsync(asked.GetValue(from), ct);
            foreach (var silent in found.Silent)
                run.Voice.Tell(silent);
            var now = run.Time.GetUtcNow();
            var (removed, failed) = (new List<string>(), new SortedDictionary<string, string>(StringComparer.Ordinal));
            foreach (var stage in found.Stages.Where(stage => stage.Ephemeral!.HasExpired(now)))
            {
                // One that can't be removed keeps no other.
                if (await StageRemoval.RemoveAsync(run, catalog.With(stage.Name, stage.Ephemeral!), stage, ct) is { } why)
                    failed.Add(stage.Name, why);
                else
                    removed.Add(stage.Name);
            }

            string[] kept = [.. found.Stages.Select(stage => stage.Name).Except(removed)];
            run.Voice.Answer([.. removed.Select(name => $"{name} is gone."), .. failed.Values, removed.Count + failed.Count == 0 ? $"Nothing has expired; {kept.Length} ephemeral stages live." : $"{removed.Count} removed, {kept.Length} left."]);
            run.Voice.AnswerJson(new { removed, failed, kept, found.Silent });
            return failed.Count == 0 && found.Silent.IsEmpty ? ExitCode.Success : ExitCode.Error;
        }, stop));
        return command;
    }
}
