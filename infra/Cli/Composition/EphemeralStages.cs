using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Commands;
using Infra.Cli.Watching;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Composition;

/// <summary>Stages that stand in no file: their network stacks say what they are, in the backends of the stages that do.</summary>
internal sealed class EphemeralStages(ProjectFolder folder, ServiceCatalog catalog, bool allowSandboxSdk, TimeProvider time)
{
    /// <summary>The catalog with the ephemeral stage of that name; as it is where there is none.</summary>
    /// <exception cref="BadInputException">Nobody knows the stage, and not every backend could be asked.</exception>
    internal async Task<ServiceCatalog> WithAsync(string name, CancellationToken ct)
    {
        var silent = new List<string>();
        foreach (var place in Places(null))
        {
            var found = await LookAsync(place, stage => stage == name, ct);
            if (found.Stages is [var stage])
                return catalog.With(name, stage.Ephemeral!);
            silent.AddRange(found.Silent);
        }

        return silent.Count == 0 ? catalog : throw new BadInputException($"{catalog.NoStage(name).Message} If it is an ephemeral one: {string.Join(' ', silent)}");
    }

    /// <param name="from">Only those made from this stage; null for all.</param>
    internal async Task<Found> AllAsync(string? from, CancellationToken ct)
    {
        var all = Found.Nothing;
        foreach (var place in Places(from))
            all = all.And(await LookAsync(place, stage => catalog.Stages.All(known => known.Name != stage), ct));
        return all with { Stages = [.. all.Stages.Where(stage => from is null || stage.Ephemeral!.From == from)] };
    }

    /// <summary>One stage for each backend that is asked: those in the sandbox first, as they are files here.</summary>
    private IEnumerable<Stage> Places(string? from) =>
        (from is null ? catalog.Stages : [catalog.Stage(from)]).DistinctBy(stage => (stage.Engine, stage.Backend)).OrderBy(stage => stage.Engine != EngineKind.Sandbox);

    private async Task<Found> LookAsync(Stage place, Func<string, bool> wanted, CancellationToken ct)
    {
        var found = Found.Nothing;
        try
        {
            await using var look = await StageLook.OpenAsync(folder, catalog, place, allowSandboxSdk, time, ct);
            foreach (var id in (await look.Stacks.NamesAsync(ct)).Select(StackId.TryParse).OfType<StackId.Network>().Where(id => wanted(id.Stage)))
            {
                if ((await look.Stacks.OutputsAsync(id.Name, ct)).GetValueOrDefault(StackOutputs.Network.Ephemeral) is { Length: > 0 } text)
                    found = found.And(Made(id.Stage, text));
            }
        }
        catch (Exception e) when (e is RefusalException or StackException)
        {
            found = found.And(Found.Nothing with { Silent = [$"The backend of {place.Name} could not be asked for ephemeral stages. {e.Message}"] });
        }

        return found;
    }

    private Found Made(string name, string text)
    {
        try
        {
            return Found.Nothing with { Stages = [catalog.With(name, EphemeralStage.FromJson(text)).Stage(name)] };
        }
        catch (BadInputException bad)
        {
            return Found.Nothing with { Silent = [.. bad.Problems] };
        }
    }

    /// <param name="Silent">Why some may be missing, a sentence each.</param>
    internal sealed record Found(ImmutableArray<Stage> Stages, ImmutableArray<string> Silent)
    {
        internal static Found Nothing { get; } = new([], []);

        internal Found And(Found more) => new(Stages.AddRange(more.Stages), Silent.AddRange(more.Silent));
    }
}
