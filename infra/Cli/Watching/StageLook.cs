using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Sandbox;
using Infra.Orchestrator;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Sandbox.World;

namespace Infra.Cli.Watching;

/// <summary>All that looking at a stage needs: its stacks, its journal, and its world if that runs. Nothing is started, and no lease is taken.</summary>
internal sealed class StageLook : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly FileJournals _journals;
    private readonly string _world;
    private readonly StageSession? _session;
    private readonly Files _files;
    private readonly Func<WorldClient, SandboxPlatforms> _open;
    private WorldClient? _client;
    private SandboxPlatforms? _platforms;

    /// <param name="saved">Null where the stacks are no files.</param>
    /// <param name="session">Through which they are asked then.</param>
    private StageLook(ProjectFolder folder, ServiceCatalog catalog, Stage stage, IStackList stacks, SavedStacks? saved, StageSession? session, TimeProvider time)
    {
        (_stage, Stacks, _session, _world) = (stage, stacks, session, folder.World);
        _journals = new FileJournals(folder.Journal(stage), time);
        _files = new(folder, stage, saved);
        _open = world => new(catalog, stage, world, new(folder.Backend(stage), folder.Root, world, time));
    }

    internal IStackList Stacks { get; }

    /// <summary>On engine pulumi, whose backends only pulumi reads, stacks are asked through it.</summary>
    internal static async Task<StageLook> OpenAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, bool allowSandboxSdk, TimeProvider time, CancellationToken ct)
    {
        if (stage.Engine == EngineKind.Sandbox)
        {
            var saved = new SavedStacks(folder, stage);
            return new(folder, catalog, stage, saved, saved, null, time);
        }

        var session = await StageSession.OpenAsync(folder, catalog, stage, allowSandboxSdk, time, ct);
        return new(folder, catalog, stage, session.Stacks, null, session, time);
    }

    internal async Task<StageStatus> ReadAsync(ImmutableArray<string> services, CancellationToken ct)
    {
        var isUp = WorldIsUp;
        try
        {
            return await ReadAsync(services, isUp, ct);
        }
        catch (WorldException e) when (isUp == true && e is not WorldSilentException)
        {
            return await ReadAsync(services, false, ct); // it ended meanwhile
        }
    }

    /// <summary>Changes whenever <see cref="ReadAsync(ImmutableArray{string}, CancellationToken)"/> might answer something else; costs a look at some files' dates.</summary>
    internal async Task<string> StampAsync(ImmutableArray<string> services, CancellationToken ct)
    {
        var isUp = WorldIsUp;
        var holders = new List<string>();
        foreach (var service in services)
            holders.Add((await _journals.Leases.FindAsync(Key(service), ct))?.ToString() ?? "");
        return $"{isUp} {_files.Stamp(services, isUp == true)} {string.Join(' ', holders)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_platforms is not null)
            await _platforms.DisposeAsync();
        _client?.Dispose();
        if (_session is not null)
            await _session.DisposeAsync();
    }

    private bool? WorldIsUp => _session is null ? WorldLauncher.IsUp(_world) : null;

    private ServiceKey Key(string service) => new(_stage.Name, service);

    private async Task<StageStatus> ReadAsync(ImmutableArray<string> services, bool? isUp, CancellationToken ct)
    {
        var router = isUp == true ? _platforms ??= _open(_client ??= new(_world)) : null;
        var read = ImmutableArray.CreateBuilder<ServiceStatus>(services.Length);
        foreach (var service in services)
            read.Add(await StatusReader.ReadAsync(Stacks, _journals, router, Key(service), ct));
        return new(_stage.Name, isUp, read.DrainToImmutable());
    }
}
