using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Views;

namespace Infra.Cli.Commands.Stages;

internal static class StageListCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var from = From(shared, "Only the ephemeral stages made from this one; its backend alone is asked.");
        var command = new Command("list", "Lists the stages of infra.yaml, and the ephemeral ones that their backends know.") { from };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var catalog = ServiceCatalog.Load(run.Folder.Root);
            var found = await run.Ephemeral(catalog).AllAsync(asked.GetValue(from), ct);
            foreach (var silent in found.Silent)
                run.Voice.Tell(silent);
            var now = run.Time.GetUtcNow();
            var stages = asked.GetValue(from) is null ? catalog.Stages.AddRange(found.Stages) : found.Stages;
            run.Voice.Answer(StageListLines.Of(stages, now));
            run.Voice.AnswerJson(new { stages = stages.Select(stage => StageListResult.Of(stage, now)), found.Silent });
            return found.Silent.IsEmpty ? ExitCode.Success : ExitCode.Error;
        }, stop));
        return command;
    }

    internal static Option<string?> From(SharedOptions shared, string description)
    {
        var from = new Option<string?>("--from") { Description = description, HelpName = "STAGE" };
        from.CompletionSources.Add(shared.Known.Stages);
        return from;
    }
}
