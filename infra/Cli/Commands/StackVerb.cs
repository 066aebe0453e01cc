using System.CommandLine;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands;

/// <summary>A verb that does the same to each stack that a person means.</summary>
internal static class StackVerb
{
    internal static Command Create(
        SharedOptions shared, string name, string description, bool isPreview, Func<IStacks, Func<StackRequest, CancellationToken, Task<StackReport>>> operation)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.", shared.Known.Stacks);
        var refresh = new Option<bool>("--refresh") { Description = "Look at the real resources first." };
        var command = new Command(name, description) { what, refresh };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await (isPreview ? run.LoadAsync(ct) : run.LoadLivingAsync(ct));
            var stacks = StackChoice.Read(catalog, stage, asked.GetValue(what));
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var requests = stacks.Select(stack => new StackRequest(stack) { Refresh = asked.GetValue(refresh) });
            return await StackRuns.EachAsync(run.Voice, requests, operation(session.Stacks), isPreview, ct);
        }, stop));
        return command;
    }
}
