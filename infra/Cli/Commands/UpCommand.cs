using System.CommandLine;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands;

internal static class UpCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.");
        var command = new Command("up", "Brings stacks to what the program declares. Releases and weights stay as they are.") { what };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = run.Load();
            var stacks = StackChoice.Read(catalog, stage, asked.GetValue(what));
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var requests = stacks.Select(stack => new StackRequest(stack));
            return await StackRuns.EachAsync(run.Voice, requests, session.Stacks.UpAsync, isPreview: false, ct);
        }, stop));
        return command;
    }
}
