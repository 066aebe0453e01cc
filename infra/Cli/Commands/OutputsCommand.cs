using System.CommandLine;
using Infra.Cli.Watching;

namespace Infra.Cli.Commands;

internal static class OutputsCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.", shared.Known.Stacks);
        var command = new Command("outputs", "Prints what stacks published at the end of their last update.") { what };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var stacks = StackChoice.Read(catalog, stage, asked.GetValue(what));
            await using var look = await StageLook.OpenAsync(run.Folder, catalog, stage, asked.GetValue(shared.AllowSandboxSdk), run.Time, ct);
            var all = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
            foreach (var stack in stacks)
            {
                var outputs = await look.Stacks.OutputsAsync(stack, ct);
                all[stack] = outputs;
                run.Voice.Answer(outputs.IsEmpty ? $"{stack}: never updated." : $"{stack}:");
                foreach (var (name, value) in outputs)
                    run.Voice.Answer($"  {name,-24} {value}");
            }

            run.Voice.AnswerJson(all);
            return all.Values.All(outputs => outputs.Count == 0) ? ExitCode.StackNotFound : ExitCode.Success;
        }, stop));
        return command;
    }
}
