using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Infra.Tests.Cli;

namespace Infra.Tests.Kills;

/// <summary>A project with one service, whose rollouts are quick and whose <c>infra</c> can be drilled.</summary>
sealed class KillProject : IAsyncDisposable
{
    readonly TemporaryFolder folder = new();
    readonly TemporaryFolder temporary = new();
    readonly int production = FreePort(), test = FreePort();

    public KillProject() => Say("strategy: canary, steps: [ { setWeight: 50, bake: 1s } ]");

    public string Folder => folder.Path;

    public string Temporary => temporary.Path;

    public string State => Path.Combine(Folder, ".infra", "state", ".pulumi");

    public string World => Path.Combine(Folder, ".infra", "world");

    public string Journal => Path.Combine(Folder, ".infra", "journal", "local", "web.jsonl");

    public Users Users() => new(production);

    /// <summary>What infra.yaml says about rollouts from now on.</summary>
    public void Say(string rollout, string warm = "1s") => folder.Write("infra.yaml", $$"""
        project: shop
        stages:
          local: { engine: sandbox, platform: aws-ecs, listen: { production: {{production}}, test: {{test}} } }
        services:
          web:
            artefact: shop/web
            port: 8080
            health: { path: /healthz, interval: 5s, timeout: 2s }
            replicas: 1
            drain: 1s
            stopTimeout: 5s
            rollout: { {{rollout}}, gates: [ { slow: { than: 250ms, p1: 50% } } ], hold: { for: 20s, then: return }, warm: {{warm}} }
        """);

    public InfraProcess Start(params string[] args) => InfraProcess.Start(Folder, Temporary, args);

    public InfraProcess StartDrilled(Drillmaster master, params string[] args) => InfraProcess.Start(Folder, Temporary, null, args, ("INFRA_DRILL", master.Path));

    public async Task<InfraProcess.Ended> RunAsync(params string[] args)
    {
        await using var infra = Start(args);
        return await infra.EndAsync();
    }

    /// <summary>Runs what must succeed.</summary>
    public async Task<string> DoAsync(params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(ended.ExitCode == 0, $"infra {string.Join(' ', args)} ended with {ended.ExitCode}: {ended.Output}{ended.Error}");
        return ended.Output;
    }

    /// <returns>What <c>--release</c> takes.</returns>
    public async Task<string> ImageAsync(string name, int slowMs = 0)
    {
        var shop = Path.Combine(Path.GetDirectoryName(InfraProcess.Program)!, "shop");
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(shop))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        copy.Write("release.json", JsonSerializer.Serialize(new { service = "web", release = name, slowEvery = slowMs > 0 ? 1 : 0, slowMs }));
        return $"{name}@{(await DoAsync("sandbox", "image", "add", "shop/web", copy.Path)).Trim()}";
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("sandbox", "down");
        folder.Dispose();
        temporary.Dispose();
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
