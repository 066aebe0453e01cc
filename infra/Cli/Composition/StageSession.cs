using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Engines;
using Infra.Cli.Faults;
using Infra.Cli.Sandbox;
using Infra.Orchestrator;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Faults;
using Infra.Stacks;
using Pulumi.Automation;
using Pulumi.Automation.Commands;

namespace Infra.Cli.Composition;

/// <summary>All that a verb needs to work on one stage, composed by hand: engine, world, and the orchestrator over them.</summary>
internal sealed class StageSession : IAsyncDisposable
{
    private readonly ImmutableStack<IAsyncDisposable> _owned;

    private StageSession(ServiceCatalog catalog, Stage stage, ImmutableStack<IAsyncDisposable> owned) => (Catalog, Stage, _owned) = (catalog, stage, owned);

    internal ServiceCatalog Catalog { get; }
    internal Stage Stage { get; }
    internal required IStacks Stacks { get; init; }
    internal required Conductor Conductor { get; init; }

    /// <summary>Null on the real engine, which does not say.</summary>
    internal PulumiCli? SandboxEngine { get; private init; }

    internal static Task<StageSession> OpenAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, bool allowSandboxSdk, TimeProvider time, CancellationToken ct)
    {
        PulumiStacks.SweepLeftovers(time);
        return stage.Engine switch
        {
            EngineKind.Sandbox => OnSandboxAsync(folder, catalog, stage, time, ct),
            EngineKind.Pulumi => OnPulumiAsync(folder, catalog, stage, allowSandboxSdk, time, ct),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            await owned.DisposeAsync();
    }

    private static async Task<StageSession> OnSandboxAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, TimeProvider time, CancellationToken ct)
    {
        folder.Prepare();
        var handle = await WorldLauncher.EnsureAsync(folder.World, isPrivate: false, ct);
        time = UnderFaults(folder, time);
        var engine = new PulumiCli(new() { WorldFolder = folder.World, Time = time, AwsAccount = stage.Account, AwsRegion = stage.Region });
        var world = handle.Client;
        var environment = ImmutableDictionary<string, string?>.Empty
            .Add("PULUMI_BACKEND_URL", folder.Backend(stage))
            .Add("PULUMI_CONFIG_PASSPHRASE_FILE", folder.Passphrase);
        var packs = folder.PolicyPacks(catalog);
        var stacks = Stacked(folder, new SandboxCommand(engine), environment, packs);
        var platforms = new SandboxPlatforms(catalog, stage, world, new(folder.Backend(stage), folder.Root, world, time));
        var ports = new Ports
        {
            Stacks = stacks,
            Journals = new FileJournals(folder.Journal(stage), time),
            Router = platforms,
            Health = new SandboxHealth(world, WorldRoutes.Of(catalog, stage)),
            Probe = platforms,
            Smoke = platforms,
            Artefacts = new SandboxArtefacts(world),
            Rules = new PackRules(engine.Packs, packs, folder.Root),
            Time = time,
            Holder = Self,
        };
        var drill = Drill.Join();
        return new(catalog, stage, [platforms, handle, engine, .. drill is null ? [] : (IAsyncDisposable[])[drill]])
        {
            Stacks = stacks,
            SandboxEngine = engine,
            Conductor = new(drill?.Watch(ports) ?? ports),
        };
    }

    /// <summary>Those of the faults that strike this process itself.</summary>
    private static TimeProvider UnderFaults(ProjectFolder folder, TimeProvider time)
    {
        var book = new FaultBook(folder.World);
        if (book.Read().OfType<Fault.OnDisk>().FirstOrDefault() is { } disk)
            DiskLimit.Apply(disk.Above);
        return JumpingTime.Of(time, book);
    }

    private static async Task<StageSession> OnPulumiAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, bool allowSandboxSdk, TimeProvider time, CancellationToken ct)
    {
        var environment = ImmutableDictionary<string, string?>.Empty;
        // Without a backend in infra.yaml it is the one that the person is logged in to.
        if (stage.Backend is { } backend)
            environment = environment.Add("PULUMI_BACKEND_URL", backend);
        var packs = folder.PolicyPacks(catalog);
        var stacks = Stacked(folder, await PulumiOnPath.FindAsync(stage, allowSandboxSdk, ct), environment, packs);
        var platforms = new RealPlatforms(catalog, stage, stacks, time);
        var running = new PolicyPacks(new(), time);
        return new(catalog, stage, [platforms, running])
        {
            Stacks = stacks,
            Conductor = new(new()
            {
                Stacks = stacks,
                Journals = new FileJournals(folder.Journal(stage), time),
                Router = platforms,
                Health = platforms,
                Probe = platforms,
                Smoke = platforms,
                Artefacts = platforms,
                Quotas = platforms,
                Rules = new PackRules(running, packs, folder.Root),
                Time = time,
                Holder = Self,
            }),
        };
    }

    /// <summary>As whom this process holds leases.</summary>
    internal static Holder Self => new(Environment.UserName, Environment.MachineName, Environment.ProcessId);

    private static PulumiStacks Stacked(ProjectFolder folder, PulumiCommand command, ImmutableDictionary<string, string?> environment, ImmutableArray<string> packs) => new(new()
    {
        Command = command,
        Program = PulumiFn.Create(_ => StackProgram.RunAsync(folder.Root)),
        ProjectFolder = folder.Root,
        Environment = environment.SetItems(Programs.Environs),
        PolicyPacks = packs,
    });
}
