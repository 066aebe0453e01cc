using System.Net;
using System.Net.Sockets;
using Infra.Sandbox.World;

namespace Infra.Tests.Cli;

/// <summary>A project with the shop's web service in a folder of its own; its world is down and the folder gone at the end.</summary>
internal sealed class ShopProject : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();

    /// <param name="hold">What follows thin evidence; more keys of the rollout may come behind it.</param>
    internal ShopProject(string steps, int? productionPort = null, string hold = "{ for: 0s, then: proceed }")
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        ProductionPort = productionPort ?? ((IPEndPoint)first.LocalEndpoint).Port;
        _folder.Write("infra.yaml", $$"""
            project: shop
            stages:
              local: { engine: sandbox, platform: aws-ecs, listen: { production: {{ProductionPort}}, test: {{((IPEndPoint)second.LocalEndpoint).Port}} } }
            services:
              web:
                artefact: shop/web
                port: 8080
                health: { path: /healthz, interval: 5s, timeout: 2s }
                replicas: 1
                drain: 1s
                stopTimeout: 5s
                rollout:
                  strategy: canary
                  steps: {{steps}}
                  gates: [ { errors: { p1: 50% } } ]
                  hold: {{hold}}
                  warm: 1s
            """);
    }

    internal int ProductionPort { get; }

    internal string Folder => _folder.Path;

    internal WorldClient World => new(Path.Combine(_folder.Path, ".infra", "world"));

    internal InfraProcess Start(params string[] args) => InfraProcess.Start(_folder.Path, _temporary.Path, args);

    internal async Task<InfraProcess.Ended> RunAsync(params string[] args)
    {
        await using var infra = Start(args);
        return await infra.EndAsync();
    }

    /// <summary>Runs what must succeed.</summary>
    internal async Task<string> DoAsync(params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(ended.ExitCode == 0, $"infra {string.Join(' ', args)} ended with {ended.ExitCode}: {ended.Output}{ended.Error}");
        return ended.Output;
    }

    /// <returns>What <c>--release</c> takes.</returns>
    /// <param name="failEvery">Every so many-th request fails; 1 for all, health checks too.</param>
    internal async Task<string> ImageAsync(string name, int failEvery = 0)
    {
        var shop = Path.Combine(Path.GetDirectoryName(InfraProcess.Program)!, "shop");
        var release = Path.Combine(_temporary.Path, name);
        foreach (var file in Directory.EnumerateFiles(shop, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(release, Path.GetRelativePath(shop, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(Path.Combine(release, "release.json"), $$"""{ "service": "web", "release": "{{name}}", "failEvery": {{failEvery}} }""");
        return $"{name}@{(await DoAsync("sandbox", "image", "add", "shop/web", release)).Trim()}";
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("sandbox", "down");
        _folder.Dispose();
        _temporary.Dispose();
    }
}
