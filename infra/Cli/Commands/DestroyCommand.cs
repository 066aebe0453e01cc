using System.Collections.Immutable;
using System.CommandLine;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands;

internal static class DestroyCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.", shared.Known.Stacks);
        var yes = Consent.Option();
        var command = new Command("destroy", "Deletes all resources of stacks. Services stop serving first.") { what, yes };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            ImmutableArray<string> stacks = [.. StackChoice.Read(catalog, stage, asked.GetValue(what)).Reverse()];
            var names = string.Join(", ", stacks);
            if (!asked.GetValue(yes))
                await Consent.AskAsync(run.Voice, $"This deletes {names}. Type the stage's name, {stage.Name}, to go on:", expected: stage.Name, $"infra destroy would delete {names}, and there is no terminal to ask on", ct);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            return await StackRuns.EachAsync(run.Voice, stacks.Select(stack => new StackRequest(stack)), (request, token) => DestroyAsync(session.Stacks, request, token), isPreview: false, ct);
        }, stop));
        return command;
    }

    /// <summary>A side that served is protected until an update finds its traffic stack gone.</summary>
    internal static async Task<StackReport> DestroyAsync(IStacks stacks, StackRequest request, CancellationToken ct)
    {
        if (StackId.Parse(request.Stack) is StackId.Environment side && (await stacks.OutputsAsync(request.Stack, ct)).Count > 0)
        {
            await RefuseIfServingAsync(stacks, side, ct);
            var unprotected = await stacks.UpAsync(request, ct);
            if (!unprotected.Succeeded)
                return unprotected;
        }

        return await stacks.DestroyAsync(request, ct);
    }

    private static async Task RefuseIfServingAsync(IStacks stacks, StackId.Environment side, CancellationToken ct)
    {
        var traffic = StackNames.Traffic(side.Stage, side.Service);
        if ((await stacks.OutputsAsync(traffic, ct)).GetValueOrDefault(StackOutputs.Traffic.Serving) == side.Colour.Word)
            throw new RefusalException(ExitCode.Refused, $"{side.Colour.Title} serves {side.Service} in {side.Stage}. Destroy {traffic} first, or the whole service: `infra destroy {side.Service} --stage {side.Stage}`.");
    }
}
