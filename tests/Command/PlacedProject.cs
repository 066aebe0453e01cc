using System.Text.Json.Nodes;
using Infra.Tests.Cli;
using Infra.Tests.Engine;
using Infra.Tests.Support;

namespace Infra.Tests.Command;

/// <summary>A stack of thirty resources, three times ten at once, whose files lie where a test wants them; and what must hold of it whatever its places did.</summary>
sealed class PlacedProject : IDisposable
{
    const int Count = 30;

    readonly PulumiProject project = new();

    /// <summary>Called when the first ten are made.</summary>
    public Action AtTen { get; set; } = () => { };

    /// <summary>Added to what the built <c>pulumi</c> gets; later ones stand before earlier ones.</summary>
    public List<(string, string)> Environment { get; } = [];

    public string Work => project.Work;
    public string State => Path.Combine(project.State, ".pulumi");
    public string Elsewhere => Path.Combine(project.Path, "elsewhere");
    public string Settings => Path.Combine(Work, "Pulumi.dev.yaml");

    CloudFile Cloud => new(Path.Combine(State, "sandbox", "cloud.jsonl"));

    public async Task BeginAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Work, "Pulumi.yaml"), "name: shop\nruntime: dotnet\n", TestContext.Current.CancellationToken);
        await OkAsync("login", $"file://{project.State}");
        await OkAsync("stack", "init", "dev");
    }

    public async Task<InfraProcess.Ended> RunAsync(params string[] args)
    {
        await using var pulumi = project.Start(args, [("PULUMI_HOME", project.Home), ("PULUMI_CONFIG_PASSPHRASE", "correct horse"), .. Environment]);
        return await pulumi.EndAsync();
    }

    public async Task<string> OkAsync(params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(ended.ExitCode == 0, $"pulumi {string.Join(' ', args)} ended with {ended.ExitCode}: {ended.Error}{ended.Output}");
        return ended.Output;
    }

    public Task<InfraProcess.Ended> UpAsync(params string[] flags) => ProgrammedAsync(["up", "--yes", "--skip-preview", .. flags]);

    public async Task<InfraProcess.Ended> ProgrammedAsync(params string[] args)
    {
        await using var program = await PulumiProject.ServeAsync((program, _) => DeclareAsync(program));
        return await RunAsync([.. args, $"--client={program.Address}"]);
    }

    /// <summary>The state can be read, and says of the cloud what is so: all that is there, and nothing else but what is looked for next.</summary>
    public async Task AgreesAsync()
    {
        var state = await StateAsync();
        var pending = (state["pending_operations"]?.AsArray() ?? []).Count;
        var (stated, living) = (Ids(state), Cloud.Living());
        Assert.Empty(stated.Except(living));
        Assert.InRange(living.Except(stated).Count(), 0, pending);
        Assert.Empty(Locks());
    }

    /// <summary>With room again the next update makes what is missing: nothing twice, and nothing is left behind.</summary>
    public async Task MendsAsync()
    {
        AtTen = () => { };
        var ended = await UpAsync();
        Assert.True(ended.ExitCode == 0, $"{ended.Output}{ended.Error}");
        var state = await StateAsync();
        Assert.False(state.ContainsKey("pending_operations"));
        Assert.Equal(Count, Ids(state).Count);
        Assert.Equal(Ids(state).Order(), Cloud.Living().Order());
        Assert.Equal(Count, Cloud.Changes.Where(change => change.Key == "add").Select(change => change.Value!["key"]!.GetValue<string>()).Distinct().Count());
        Assert.Empty(Locks());
    }

    public async Task<JsonObject> StateAsync() => JsonNode.Parse(await OkAsync("stack", "export"))!["deployment"]!.AsObject();

    IEnumerable<string> Locks() => Directory.Exists(Path.Combine(State, "locks")) ? Directory.EnumerateFiles(Path.Combine(State, "locks"), "*", SearchOption.AllDirectories) : [];

    static HashSet<string> Ids(JsonObject state) => [.. state["resources"]?.AsArray().Where(resource => resource!["type"]!.GetValue<string>().StartsWith("aws:", StringComparison.Ordinal))
        .Select(resource => (resource!["outputs"]?["arn"] ?? resource["id"])!.GetValue<string>()) ?? []];

    async Task DeclareAsync(InlineProgram program)
    {
        foreach (var ten in Enumerable.Range(0, Count).Chunk(10))
        {
            if (ten[0] == 10) AtTen();
            await Task.WhenAll(ten.Select(at => program.RegisterAsync("aws:cloudwatch/logGroup:LogGroup", $"log{at}")));
        }
    }

    public void Dispose() => project.Dispose();
}
