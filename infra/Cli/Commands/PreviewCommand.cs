using System.CommandLine;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands;

internal static class PreviewCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.");
        var refresh = new Option<bool>("--refresh") { Description = "Look at the real resources first." };
        var command = new Command("preview", "Shows what an update would change, judged by the policies; changes nothing.") { what, refresh };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = run.Load();
            var stacks = StackChoice.Read(catalog, stage, asked.GetValue(what));
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var requests = stacks.Select(stack => new StackRequest(stack) { Refresh = asked.GetValue(refresh) });
            return await StackRuns.EachAsync(run.Voice, requests, session.Stacks.PreviewAsync, isPreview: true, ct);
        }, stop));
        return command;
    }
}
