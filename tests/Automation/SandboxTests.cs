using System.Collections.Immutable;
using Infra.Cli.Engines;
using Infra.Sandbox.Engine;
using Infra.Tests.Sdk;
using Infra.Tests.Stacks;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;

namespace Infra.Tests.Automation;

/// <summary>SDK, Automation API and the sandbox's engine, as one.</summary>
public sealed class SandboxTests : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-test-");
    PulumiCli cli = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        cli = new PulumiCli(new EngineOptions { WorldFolder = Path.Combine(folder.FullName, "world"), PrivateWorld = true });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await cli.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stack_is_previewed_updated_read_by_another_and_destroyed()
    {
        using var network = await OpenAsync("local.network", PulumiFn.Create(() =>
        {
            var shelf = new Shelf("shelf");
            shelf.Done(new Dictionary<string, object?> { ["kind"] = "wood" });
            return new Dictionary<string, object?>
            {
                ["vpcId"] = "vpc-1",
                ["password"] = Output.CreateSecret("hush"),
                ["size"] = new Config().RequireInt32("size"),
                ["root"] = Deployment.Instance.RootDirectory,
            };
        }));
        await network.SetConfigAsync("size", new ConfigValue("3"), Ct);
        List<EngineEvent> events = [];

        var preview = await network.PreviewAsync(new() { OnEvent = events.Add }, Ct);
        var up = await network.UpAsync(cancellationToken: Ct);
        var again = await network.UpAsync(new() { ExpectNoChanges = true }, Ct);

        Assert.Equal(2, preview.ChangeSummary[OperationType.Create]);
        Assert.Contains(events, seen => seen.ResourcePreEvent?.Metadata is { Op: OperationType.Create, Type: "shop:index:Shelf" });
        Assert.Equal((UpdateKind.Update, UpdateState.Succeeded), (up.Summary.Kind, up.Summary.Result));
        Assert.Equal(2, again.Summary.ResourceChanges![OperationType.Same]);
        Assert.True(up.Outputs["vpcId"] is { Value: "vpc-1", IsSecret: false });
        Assert.True(up.Outputs["password"] is { Value: "hush", IsSecret: true });
        Assert.Equal(3L, up.Outputs["size"].Value);
        Assert.Equal(network.Workspace.WorkDir, up.Outputs["root"].Value);

        using var traffic = await OpenAsync("local.web.traffic", PulumiFn.Create(() =>
        {
            var reference = new StackReference("organization/infra/local.network");
            return new Dictionary<string, object?> { ["vpc"] = reference.RequireOutput("vpcId"), ["secret"] = reference.RequireOutput("password") };
        }));
        var outputs = (await traffic.UpAsync(cancellationToken: Ct)).Outputs;
        Assert.True(outputs["vpc"] is { Value: "vpc-1", IsSecret: false });
        Assert.True(outputs["secret"] is { Value: "hush", IsSecret: true });

        await network.DestroyAsync(cancellationToken: Ct);
        Assert.Empty(await network.GetOutputsAsync(Ct));
        Assert.Equal(UpdateKind.Destroy, (await network.GetInfoAsync(Ct))!.Kind);
        await network.Workspace.RemoveStackAsync("local.network", Ct);
        Assert.Equal("local.web.traffic", Assert.Single(await network.Workspace.ListStacksAsync(Ct)).Name.Split('/')[^1]);
    }

    [Fact]
    public async Task Configuration_of_every_kind_reaches_the_program()
    {
        using var stack = await OpenAsync("local.network", PulumiFn.Create(() =>
        {
            var config = new Config();
            return new Dictionary<string, object?>
            {
                ["ports"] = string.Join(',', config.RequireObject<int[]>("ports")),
                ["key"] = config.RequireSecret("key"),
                ["rate"] = config.RequireDouble("rate"),
                ["absent"] = config.GetBoolean("absent") is null,
            };
        }));

        await stack.SetAllConfigAsync(new Dictionary<string, ConfigValue> { ["rate"] = new("0.5"), ["key"] = new("hush", isSecret: true), ["gone"] = new("1") }, Ct);
        await stack.SetConfigAsync("ports", new ConfigValue("[80,443]"), Ct);
        await stack.RemoveAllConfigAsync(["gone"], Ct);
        var outputs = (await stack.UpAsync(cancellationToken: Ct)).Outputs;

        Assert.Equal(("80,443", "hush", 0.5, true), (outputs["ports"].Value, outputs["key"].Value, outputs["rate"].Value, outputs["absent"].Value));
        Assert.True(outputs["key"].IsSecret);
        Assert.True(await stack.GetConfigAsync("key", Ct) is { Value: "hush", IsSecret: true });
        Assert.Equal(["infra:key", "infra:ports", "infra:rate"], (await stack.GetAllConfigAsync(Ct)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stack_is_exported_imported_tagged_and_tells_its_history()
    {
        using var stack = await OpenAsync("local.network", PulumiFn.Create(() => new Dictionary<string, object?> { ["colour"] = "blue" }));
        await stack.UpAsync(new() { Message = "first" }, Ct);
        var blue = await stack.ExportStackAsync(Ct);

        await stack.UpAsync(new() { Program = PulumiFn.Create(() => new Dictionary<string, object?> { ["colour"] = "green" }) }, Ct);
        await stack.ImportStackAsync(blue, Ct);
        await stack.SetTagAsync("team", "web", Ct);

        Assert.Equal("blue", (await stack.GetOutputsAsync(Ct))["colour"].Value);
        Assert.Equal("web", (await stack.ListTagsAsync(Ct))["team"]);
        Assert.Contains(await stack.GetHistoryAsync(cancellationToken: Ct), entry => entry is { Message: "first", Kind: UpdateKind.Update });
        await Assert.ThrowsAsync<StackAlreadyExistsException>(() => WorkspaceStack.CreateAsync("local.network", stack.Workspace, Ct));
        await Assert.ThrowsAsync<StackNotFoundException>(() => WorkspaceStack.SelectAsync("local.nothing", stack.Workspace, Ct));
    }

    [Fact]
    public async Task The_engine_asks_the_program_s_transforms_before_it_registers()
    {
        using var stack = await OpenAsync("local.network", PulumiFn.Create(() =>
        {
            var args = new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty.Add("wood", "oak"));
            _ = new ComponentResource("shop:index:Shelf", "shelf", args, new ComponentResourceOptions
            {
                ResourceTransforms = { (asked, _) => Task.FromResult<ResourceTransformResult?>(new(asked.Args.SetItem("made", $"of {asked.Args["wood"]}"), asked.Options)) },
            });
        }));

        await stack.UpAsync(cancellationToken: Ct);

        var shelf = (await stack.ExportStackAsync(Ct)).Json.GetProperty("deployment").GetProperty("resources").EnumerateArray()
            .Single(resource => resource.GetProperty("type").GetString() == "shop:index:Shelf");
        Assert.Equal("of oak", shelf.GetProperty("inputs").GetProperty("made").GetString());
    }

    [Fact]
    public async Task What_an_inline_program_throws_comes_through_the_engine_unchanged()
    {
        using var stack = await OpenAsync("local.network", PulumiFn.Create(void () => throw new NotSupportedException("no such colour")));

        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => stack.UpAsync(cancellationToken: Ct));

        Assert.Equal("no such colour", thrown.Message);
    }

    async Task<WorkspaceStack> OpenAsync(string name, PulumiFn program)
    {
        var state = Directory.CreateDirectory(Path.Combine(folder.FullName, "state"));
        var workspace = await LocalWorkspace.CreateAsync(new()
        {
            WorkDir = Directory.CreateDirectory(Path.Combine(folder.FullName, name)).FullName,
            PulumiCommand = new SandboxCommand(cli),
            Program = program,
            ProjectSettings = new("infra", ProjectRuntimeName.Dotnet),
            EnvironmentVariables = new Dictionary<string, string?> { ["PULUMI_BACKEND_URL"] = $"file://{state.FullName}", ["PULUMI_CONFIG_PASSPHRASE"] = "open" },
        }, Ct);
        return await WorkspaceStack.CreateOrSelectAsync(name, workspace, Ct);
    }
}
