using System.CommandLine;
using Infra.Catalog;

namespace Infra.Cli.Commands.Stages;

internal static class StageDestroyCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var name = Word.Required("name", "NAME", "An ephemeral stage.");
        var yes = Consent.Option();
        var command = new Command("destroy", "Removes an ephemeral stage: all its resources, and its stacks.") { name, yes };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(asked.GetRequiredValue(name), ct);
            if (stage.Ephemeral is null)
                throw new RefusalException(ExitCode.Refused, $"{stage.Name} is a stage of {ServiceCatalog.FileName}. `infra destroy --stage {stage.Name}` deletes what it has. Nothing was changed.");
            if (!asked.GetValue(yes))
                await Consent.AskAsync(run.Voice, $"This deletes all of {stage.Name}. Type {stage.Name} to go on:", expected: stage.Name, $"infra stage destroy would delete all of {stage.Name}, and there is no terminal to ask on", ct);
            var why = await StageRemoval.RemoveAsync(run, catalog, stage, ct);
            run.Voice.Answer(why ?? $"{stage.Name} is gone.");
            run.Voice.AnswerJson(new { stage = stage.Name, removed = why is null, why });
            return why is null ? ExitCode.Success : ExitCode.Error;
        }, stop));
        return command;
    }
}
