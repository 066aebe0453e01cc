using System.Collections.Immutable;
using System.CommandLine;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Spectre.Console;

namespace Infra.Cli.Commands;

internal static class DestroyCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.");
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("destroy", "Deletes all resources of stacks. Services stop serving first.") { what, yes };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = run.Load();
            ImmutableArray<string> stacks = [.. StackChoice.Read(catalog, stage, asked.GetValue(what)).Reverse()];
            await AgreeAsync(run, stage, stacks, asked.GetValue(yes), ct);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            return await StackRuns.EachAsync(run.Voice, stacks.Select(stack => new StackRequest(stack)), (request, token) => DestroyAsync(session.Stacks, request, token), isPreview: false, ct);
        }, stop));
        return command;
    }

    private static async Task AgreeAsync(Run run, Stage stage, ImmutableArray<string> stacks, bool yes, CancellationToken ct)
    {
        if (yes)
            return;
        var names = string.Join(", ", stacks);
        if (!run.Voice.IsLive || Console.IsInputRedirected)
            throw new RefusalException(ExitCode.NoTerminal, $"infra destroy would delete {names}, and there is no terminal to ask on; say --yes if that is meant. Nothing was changed.");
        var answer = await new TextPrompt<string>($"This deletes {names.EscapeMarkup()}. Type the stage's name, {stage.Name}, to go on:").AllowEmpty().ShowAsync(run.Voice.Story, ct);
        if (answer != stage.Name)
            throw new RefusalException(ExitCode.Refused, "Nothing was changed.");
    }

    /// <summary>A side may still be protected from the time it served; with its traffic stack gone it gives that up by declaring nothing.</summary>
    private static async Task<StackReport> DestroyAsync(IStacks stacks, StackRequest request, CancellationToken ct)
    {
        if (StackId.Parse(request.Stack) is StackId.Environment && (await stacks.OutputsAsync(request.Stack, ct)).Count > 0)
        {
            var emptied = await stacks.UpAsync(request.With(ConfigKeys.Release, Release.None.ToJson()), ct);
            if (!emptied.Succeeded)
                return emptied;
        }

        return await stacks.DestroyAsync(request, ct);
    }
}
