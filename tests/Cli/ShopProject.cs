using Infra.Catalog;
using Infra.Sandbox.World;

namespace Infra.Tests.Cli;

/// <summary>A project with the shop's web service in a folder of its own; its world is down and the folder gone at the end.</summary>
internal class ShopProject : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();
    private readonly ListenPorts _ports = new(FreePort.Next(), FreePort.Next());

    /// <param name="steps">Of a canary whose gates are soon content.</param>
    internal ShopProject(string steps, int? productionPort = null)
    {
        _ports = _ports with { Production = productionPort ?? _ports.Production };
        SetRollout($"strategy: canary, steps: {steps}, gates: [ {{ errors: {{ p1: 50% }} }} ], hold: {{ for: 0s, then: proceed }}, warm: 1s");
    }

    /// <summary>One whose infra.yaml is still to be written.</summary>
    protected ShopProject()
    {
    }

    internal int ProductionPort => _ports.Production;

    internal string Folder => _folder.Path;

    /// <summary>TMPDIR of every <c>infra</c> that is started here.</summary>
    internal string Temporary => _temporary.Path;

    internal string WorldFolder => Path.Combine(Folder, ".infra", "world");

    internal string JournalFolder => Path.Combine(Folder, ".infra", "journal");

    internal string Journal => Path.Combine(JournalFolder, "local", "web.jsonl");

    /// <summary>Where the sandbox's engine keeps its states.</summary>
    internal string State => Path.Combine(Folder, ".infra", "state", ".pulumi");

    internal WorldClient World => new(WorldFolder);

    /// <summary>What infra.yaml says about rollouts from now on, as it stands between braces.</summary>
    internal void SetRollout(string rollout) => _folder.Write(ServiceCatalog.FileName, Shop.Catalog(_ports, rollout));

    /// <summary>The same on Kubernetes, with a Gateway or without.</summary>
    internal void SetCluster(string rollout, string gatewayClass = "sandbox") => _folder.Write(ServiceCatalog.FileName, Shop.Catalog(_ports, rollout, platform: $"kubernetes, cluster: {{ gatewayClass: {gatewayClass} }}"));

    internal InfraProcess Start(params string[] args) => InfraProcess.Start(Folder, Temporary, args);

    internal async Task<InfraProcess.Ended> RunAsync(params string[] args)
    {
        await using var infra = Start(args);
        return await infra.EndAsync();
    }

    /// <summary>Runs what must succeed.</summary>
    internal async Task<string> DoAsync(params string[] args)
    {
        await using var infra = Start(args);
        return await infra.SucceedAsync();
    }

    /// <summary>Brings everything up, with v1 as the release that serves.</summary>
    internal async Task ServeAsync()
    {
        await DoAsync("up");
        await DoAsync("rollout", "web", "--release", await ImageAsync("v1"));
    }

    /// <returns>What <c>--release</c> takes.</returns>
    /// <inheritdoc cref="Shop.Copy"/>
    internal async Task<string> ImageAsync(string name, int failEvery = 0, int slowMs = 0)
    {
        using var image = new TemporaryFolder();
        Shop.Copy(image.Path, name, failEvery, slowMs);
        return $"{name}@{(await DoAsync("sandbox", "image", "add", "shop/web", image.Path)).Trim()}";
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("sandbox", "down");
        _folder.Dispose();
        _temporary.Dispose();
    }
}
