using Infra.Catalog;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands.Stages;

/// <summary>Takes a stage down: what serves users first, its network last, as that is what knows the stage.</summary>
internal static class StageRemoval
{
    /// <returns>Why it isn't gone, and how to go on; null when it is.</returns>
    internal static async Task<string?> RemoveAsync(Run run, ServiceCatalog catalog, Stage stage, CancellationToken ct)
    {
        await using var session = await run.OpenAsync(catalog, stage, ct);
        var there = (await session.Stacks.NamesAsync(ct)).Where(name => StackId.TryParse(name)?.Stage == stage.Name).ToHashSet();
        string[] known = [.. StackChoice.All(catalog, stage).Reverse()];
        // Those of services that have left the catalog since come first: they stand on the same network.
        string[] sides = [.. there.Except(known).Order(StringComparer.Ordinal).Reverse(), .. known[..^1].Where(there.Contains)];
        return await RemoveAsync(run, session.Stacks, stage, sides, ct) ?? await RemoveAsync(run, session.Stacks, stage, known[^1..], ct);
    }

    /// <summary>A service's stacks are forgotten when all of them are empty, as each looks at the others.</summary>
    private static async Task<string?> RemoveAsync(Run run, IStacks stacks, Stage stage, string[] names, CancellationToken ct)
    {
        var requests = names.Select(name => new StackRequest(name));
        var reports = await StackRuns.TellEachAsync(run.Voice, requests, (request, token) => DestroyCommand.DestroyAsync(stacks, request, token), isPreview: false, ct);
        if (reports is [.., { Succeeded: false } failed])
            return $"{failed.Stack} could not be destroyed: {failed.Why} What is left of {stage.Name} is listed by `infra outputs --stage {stage.Name}`; `infra stage destroy {stage.Name}` goes on.";
        foreach (var name in names)
            await stacks.RemoveAsync(name, ct);
        return null;
    }
}
