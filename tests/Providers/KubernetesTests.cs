using System.Text.Json.Nodes;
using Infra.Cli.Engines;
using Infra.Sandbox.Engine;
using Infra.Sandbox.World;
using Infra.Tests.Engine;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Tests.Providers;

/// <summary>A program of typed Kubernetes objects on the sandbox's engine, and beside it the same one of the official SDK.</summary>
public sealed class KubernetesTests(NodeScenarios scenarios) : IClassFixture<NodeScenarios>, IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-kubernetes-");
    PulumiCli cli = null!;
    WorldHandle world = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        cli = new PulumiCli(new EngineOptions { WorldFolder = Path.Combine(folder.FullName, "world") });
        world = await WorldLauncher.EnsureAsync(Path.Combine(folder.FullName, "world"), isPrivate: true, Ct);
        await Shop.AddAsync(world.Client, Path.Combine(folder.FullName, "shop"), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await cli.DisposeAsync();
        await world.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_typed_program_lives_as_its_objects_do()
    {
        using var stack = await OpenAsync();

        var up = await stack.UpAsync(cancellationToken: Ct);
        Assert.Equal((2, 1, "25%", 8080, "Deployment", "ClusterIP"), (Number("replicas"), Number("surge"), up.Outputs["unavailable"].Value, Number("port"), up.Outputs["kind"].Value, up.Outputs["type"].Value));

        await stack.UpAsync(new() { ExpectNoChanges = true }, Ct);
        Assert.Equal("web Update", await ChangesAsync(stack, TypedShop.Program(image: "shop/web:2")));
        // Its name is given, so that the old one must go first.
        Assert.Equal(
            ["budget Update", "front Update", "wall Update", "web CreateReplacement", "web DeleteReplaced", "web Replace"],
            (await ChangesAsync(stack, TypedShop.Program(image: "shop/web:2", app: "shop-web"))).Split(", "));

        await stack.DestroyAsync(cancellationToken: Ct);
        Assert.Empty(await ResourcesAsync(stack));

        int Number(string output) => Convert.ToInt32(up.Outputs[output].Value, null);
    }

    [Fact]
    public async Task What_goes_over_the_wire_is_what_the_official_SDK_sends()
    {
        NodeProject.SkipWithoutModules();
        await using var official = (await Scenario.WithShopAsync()).Scenario;
        foreach (var (key, value) in new[] { ("scenario", "kubernetes_typed"), ("step", "0") }) await official.OkAsync($"config set {key} {value} --stack dev");
        await official.OkAsync($"up --yes --skip-preview --client={scenarios.Address} --stack dev");
        var theirs = Inputs(JsonNode.Parse((await official.OkAsync("stack export --show-secrets --stack dev")).Output)!["deployment"]!["resources"]!.AsArray());
        using var stack = await OpenAsync();
        await stack.UpAsync(cancellationToken: Ct);

        var ours = Inputs(await ResourcesAsync(stack));

        Assert.Equal(theirs.Keys, ours.Keys);
        Assert.Equal(10, theirs.Keys.Count(urn => urn.Contains("::kubernetes:", StringComparison.Ordinal)));
        foreach (var (urn, inputs) in theirs) Assert.True(JsonNode.DeepEquals(inputs, ours[urn]), $"{urn}: {ours[urn]} instead of {inputs}");
    }

    static SortedDictionary<string, JsonNode?> Inputs(JsonArray resources) =>
        new(resources.ToDictionary(resource => resource!["urn"]!.GetValue<string>(), resource => resource!["inputs"]), StringComparer.Ordinal);

    static async Task<JsonArray> ResourcesAsync(WorkspaceStack stack) =>
        JsonNode.Parse((await stack.ExportStackAsync(Ct)).Json.GetRawText())!["deployment"]!["resources"]?.AsArray() ?? [];

    static async Task<string> ChangesAsync(WorkspaceStack stack, PulumiFn program)
    {
        List<StepEventMetadata> steps = [];
        await stack.UpAsync(new() { Program = program, OnEvent = seen => { if (seen.ResourcePreEvent?.Metadata is { } step) steps.Add(step); } }, Ct);
        return string.Join(", ", steps.Where(step => step.Op != OperationType.Same).Select(step => $"{step.Urn.Split("::")[^1]} {step.Op}").Order(StringComparer.Ordinal));
    }

    async Task<WorkspaceStack> OpenAsync()
    {
        var state = Directory.CreateDirectory(Path.Combine(folder.FullName, "state"));
        var workspace = await LocalWorkspace.CreateAsync(new()
        {
            WorkDir = Directory.CreateDirectory(Path.Combine(folder.FullName, "work")).FullName,
            PulumiCommand = new SandboxCommand(cli),
            Program = TypedShop.Program(),
            ProjectSettings = new(Scenario.Project, ProjectRuntimeName.Dotnet),
            EnvironmentVariables = new Dictionary<string, string?> { ["PULUMI_BACKEND_URL"] = $"file://{state.FullName}", ["PULUMI_CONFIG_PASSPHRASE"] = "open" },
        }, Ct);
        return await WorkspaceStack.CreateOrSelectAsync("dev", workspace, Ct);
    }
}
