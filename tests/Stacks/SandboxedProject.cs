using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Engines;
using Infra.Sandbox.Engine;
using Infra.Stacks;
using Infra.Tests.World;
using Pulumi.Automation;

namespace Infra.Tests.Stacks;

/// <summary>A project of its own with a world of its own, whose stacks run on the sandbox's engine.</summary>
sealed class SandboxedProject : IAsyncDisposable
{
    readonly PrivateWorld world;
    readonly PulumiCli engine;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-project-");

    readonly PlatformKind platform;

    SandboxedProject(PrivateWorld world, PlatformKind platform)
    {
        (this.world, this.platform) = (world, platform);
        engine = new(new EngineOptions { WorldFolder = world.Folder });
        File.WriteAllText(Path.Combine(folder.FullName, "Pulumi.yaml"), $"name: {StackNames.Project}\nruntime: dotnet\n");
        Directory.CreateDirectory(Path.Combine(folder.FullName, ".infra/state"));
        Greet("hello");
    }

    public int TestPort { get; } = FreePort.Next();

    public PrivateWorld World => world;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SandboxedProject> StartAsync(PlatformKind platform) => new(await PrivateWorld.StartAsync(), platform);

    /// <summary>Writes the catalog, with an environment variable that makes a difference.</summary>
    public void Greet(string greeting) => File.WriteAllText(Path.Combine(folder.FullName, ServiceCatalog.FileName), $$"""
        project: shop
        stages:
          local: { engine: sandbox, platform: {{platform.Word}}, listen: { production: {{world.Port}}, test: {{TestPort}} } }
        services:
          web:
            artefact: shop/web
            instance: t4g.small
            port: 8080
            replicas: 1
            health: { path: /healthz, interval: 5s, timeout: 2s }
            drain: 1s
            stopTimeout: 5s
            env: { GREETING: "{{greeting}}" }
        """);

    /// <summary>A release of the shop, its image in the world.</summary>
    public async Task<Release> ReleaseAsync(string name)
    {
        var image = await world.Client.FindImageAsync(await world.AddShopAsync(name), Ct);
        return Release.Parse($"{name}@{(platform == PlatformKind.AwsAsg ? image!.MachineImage : image!.Digest)}", "shop/web");
    }

    public Task<UpResult> UpAsync(string stack, Release release) => UpAsync(stack, ConfigKeys.Release, release.ToJson());

    public Task<UpResult> UpAsync(string stack, TrafficSplit split) => UpAsync(stack, ConfigKeys.Traffic, split.ToJson());

    /// <summary>As an engineer does it: with no values but those of the last update.</summary>
    public Task<UpResult> UpAsync(string stack) => UpAsync(stack, null, "");

    public async Task<UpResult> UpAsync(string stack, string? key, string value)
    {
        using var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions
        {
            WorkDir = folder.FullName,
            PulumiCommand = new SandboxCommand(engine),
            Program = PulumiFn.Create(() => StackProgram.RunAsync()),
            EnvironmentVariables = new Dictionary<string, string?>
            {
                ["PULUMI_BACKEND_URL"] = $"file://{folder.FullName}/.infra/state",
                ["PULUMI_CONFIG_PASSPHRASE"] = "test",
            },
        }, Ct);
        var run = await WorkspaceStack.CreateOrSelectAsync(stack, workspace, Ct);
        if (key is null) return await run.UpAsync(new UpOptions(), Ct);
        await run.SetConfigAsync(ConfigKeys.Full(key), new ConfigValue(value), Ct);
        try
        {
            return await run.UpAsync(new UpOptions(), Ct);
        }
        finally
        {
            await run.RemoveConfigAsync(ConfigKeys.Full(key), Ct);
        }
    }

    /// <summary>What an update did, without what stayed the same.</summary>
    public static ImmutableSortedDictionary<OperationType, int> Changes(UpResult update) =>
        (update.Summary.ResourceChanges ?? ImmutableDictionary<OperationType, int>.Empty).Where(change => change.Key is not (OperationType.Same or OperationType.Read)).ToImmutableSortedDictionary();

    /// <summary>Which release answers, or the status code where none does.</summary>
    public async Task<string> AskAsync(int port, string? side = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/");
        if (side is not null) request.Headers.Add(StackOutputs.TestHeader, side);
        using var answer = await world.Http.SendAsync(request, Ct);
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("X-Release").Single() : $"{(int)answer.StatusCode}";
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await world.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
