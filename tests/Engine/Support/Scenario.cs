using System.Text.Json.Nodes;
using Infra.Rpc;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Terminals;
using Infra.Sandbox.World;
using Pulumirpc;

namespace Infra.Tests.Engine;

/// <summary>A project of its own in a folder of its own, driven through the engine's command line.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    public const string Project = "shop";

    readonly string folder = Directory.CreateTempSubdirectory("infra-engine-").FullName;
    PulumiCli cli;
    WorldHandle? world;

    Scenario(Func<EngineOptions, EngineOptions> change)
    {
        Options = change(new EngineOptions { WorldFolder = Path.Combine(folder, "world"), PrivateWorld = true });
        cli = new PulumiCli(Options);
        Directory.CreateDirectory(WorkFolder);
        File.WriteAllText(Path.Combine(WorkFolder, "Pulumi.yaml"), $"name: {Project}\nruntime: dotnet\n");
    }

    public EngineOptions Options { get; }
    public string Folder => folder;
    public string WorkFolder => Path.Combine(folder, "work");
    public string Home => Path.Combine(folder, "home");
    public string StateFolder => Path.Combine(folder, "state");
    public string Passphrase { get; set; } = "correct horse";
    /// <summary>Stands before backend and passphrase of the scenario; null for a variable that is not set.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Null while nobody sits there.</summary>
    public ITerminal? Terminal { get; set; }

    public string CheckpointFile(string stack = "dev") => Path.Combine(StateFolder, ".pulumi", "stacks", Project, $"{stack}.json");

    public static async Task<Scenario> StartAsync(Func<EngineOptions, EngineOptions>? change = null)
    {
        var scenario = new Scenario(change ?? (options => options));
        await scenario.OkAsync("stack init dev");
        return scenario;
    }

    public Task<CommandEnd> UpAsync(Func<InlineProgram, Task> program, string flags = "", string stack = "dev", CancellationToken? ct = null) =>
        RunAsync($"up --yes --skip-preview {flags}", program, stack, ct);

    public Task<CommandEnd> PreviewAsync(Func<InlineProgram, Task> program, string flags = "", string stack = "dev") => RunAsync($"preview {flags}", program, stack, null);

    /// <summary>Serves the program as an SDK does: the engine asks a language runtime at an address to run it.</summary>
    public async Task<CommandEnd> RunAsync(string command, Func<InlineProgram, Task> program, string stack, CancellationToken? ct)
    {
        var services = new GrpcServices().Unary<RunRequest, RunResponse>("pulumirpc.LanguageRuntime", "Run", async (request, _) =>
        {
            using var monitor = new GrpcChannel(request.MonitorAddress);
            var inline = new InlineProgram(monitor, request);
            try
            {
                await inline.BeginAsync();
                await program(inline);
                await inline.EndAsync();
                return new RunResponse();
            }
            catch (RpcException)
            {
                return new RunResponse { Bail = true };
            }
            catch (ProgramException e)
            {
                return new RunResponse { Error = e.Message };
            }
        });
        await using var server = await GrpcServer.StartAsync(services, TestContext.Current.CancellationToken);
        return await CliAsync($"{command} --client={server.Address} --stack {stack}", ct: ct);
    }

    public Task<CommandEnd> OkAsync(string command, string? input = null) => OkAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), input);

    public async Task<CommandEnd> OkAsync(string[] args, string? input = null)
    {
        var end = await CliAsync(args, input);
        Assert.True(end.ExitCode == 0, $"pulumi {string.Join(' ', args)} ended with {end.ExitCode}: {end.Error}{end.Output}");
        return end;
    }

    public Task<CommandEnd> CliAsync(string command, string? input = null, CancellationToken? ct = null) =>
        CliAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), input, ct);

    public async Task<CommandEnd> CliAsync(string[] args, string? input = null, CancellationToken? ct = null)
    {
        var events = new List<JsonObject>();
        var environment = new Dictionary<string, string?>(Environment);
        environment.TryAdd("PULUMI_CONFIG_PASSPHRASE", Passphrase);
        environment.TryAdd("PULUMI_BACKEND_URL", $"file://{StateFolder}");
        Directory.CreateDirectory(StateFolder);
        var call = new CliCall
        {
            Args = [.. args],
            WorkingDirectory = WorkFolder,
            Environment = environment,
            Input = () => input,
            OnEventJson = json => { lock (events) events.Add(JsonNode.Parse(json)!.AsObject()); },
            Terminal = Terminal,
        };
        var result = await cli.RunAsync(call, ct ?? TestContext.Current.CancellationToken);
        return new CommandEnd(result.ExitCode, result.Output, result.Error, events);
    }

    /// <summary>The deployment as <c>stack export</c> shows it.</summary>
    public async Task<JsonObject> StateAsync(string stack = "dev") => JsonNode.Parse((await OkAsync($"stack export --stack {stack}")).Output)!["deployment"]!.AsObject();

    public async Task<JsonObject> ResourceAsync(string name, string stack = "dev") =>
        (await StateAsync(stack))["resources"]!.AsArray().Select(resource => resource!.AsObject()).Single(resource => resource["urn"]!.GetValue<string>().EndsWith("::" + name, StringComparison.Ordinal));

    /// <summary>As another process would: nothing is kept in memory.</summary>
    public async Task RestartEngineAsync()
    {
        await cli.DisposeAsync();
        cli = new PulumiCli(Options);
    }

    /// <summary>Has a world with one image, <c>shop/web</c>, whose process does what a shell script says; answers its reference.</summary>
    public static async Task<(Scenario Scenario, string Image)> WithImageAsync(string script, Func<EngineOptions, EngineOptions>? change = null)
    {
        var scenario = await StartAsync(options => (change?.Invoke(options) ?? options) with { PrivateWorld = false });
        scenario.world = await WorldLauncher.EnsureAsync(scenario.Options.WorldFolder, isPrivate: true, TestContext.Current.CancellationToken);
        var image = Directory.CreateDirectory(Path.Combine(scenario.folder, "image")).FullName;
        await File.WriteAllTextAsync(Path.Combine(image, "image.json"), """{"entrypoint":["run.sh"]}""", TestContext.Current.CancellationToken);
        FakePack.Script(Path.Combine(image, "run.sh"), script);
        var added = await scenario.world.Client.AddImageAsync("shop/web", image, null, TestContext.Current.CancellationToken);
        return (scenario, $"shop/web@{added.Digest}");
    }

    /// <summary>Has a world with the shop's releases v1 and v2, as <c>shop/web:1</c> and <c>shop/web:2</c>, and one more that ends at once; answers its reference.</summary>
    public static async Task<(Scenario Scenario, string Broken)> WithShopAsync(Func<EngineOptions, EngineOptions>? change = null)
    {
        var (scenario, broken) = await WithImageAsync("exit 7", change);
        await Shop.AddAsync(scenario.world!.Client, Path.Combine(scenario.folder, "shop"), TestContext.Current.CancellationToken);
        return (scenario, broken);
    }

    public async ValueTask DisposeAsync()
    {
        await cli.DisposeAsync();
        if (world is not null) await world.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What a program throws of its own.</summary>
internal sealed class ProgramException(string message) : Exception(message);
