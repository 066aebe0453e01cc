using System.Text.Json.Nodes;
using Infra.Sandbox.World;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>The engine is killed after any line of its own log: the next update goes on, makes nothing twice and leaves nothing behind.</summary>
public sealed class DeathTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Group = "aws:lb/targetGroup:TargetGroup";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_any_line_of_its_log_it_goes_on_with_what_was_begun_or_removes_it(bool goesOn)
    {
        await using var scenario = await Scenario.StartAsync(options => options with { PrivateWorld = false });
        await using var world = await WorldLauncher.EnsureAsync(scenario.Options.WorldFolder, isPrivate: true, Ct);
        var begunAtKills = new List<int>();
        for (var (line, lines) = (1, 2); line <= lines; line++)
        {
            var stack = $"s{line}";
            await scenario.OkAsync($"stack init {stack}");
            var before = Cloud(scenario).Lines.Length;
            var files = (Checkpoint: Array.Empty<byte>(), Log: Array.Empty<string>());
            (await scenario.UpAsync(async program =>
            {
                await PlatformAsync(program);
                files = (await File.ReadAllBytesAsync(scenario.CheckpointFile(stack), Ct), await File.ReadAllLinesAsync(scenario.CheckpointFile(stack) + ".steps", Ct));
            }, stack: stack)).Ok();
            lines = files.Log.Length;

            // As a kill leaves it: every creation that the log has begun is done, and nothing after it.
            var begun = files.Log.Take(line).Count(text => text.Contains("\"step\":{\"begin\"", StringComparison.Ordinal));
            await File.WriteAllBytesAsync(scenario.CheckpointFile(stack), files.Checkpoint, Ct);
            await File.WriteAllLinesAsync(scenario.CheckpointFile(stack) + ".steps", files.Log.Take(line), Ct);
            await File.WriteAllLinesAsync(Cloud(scenario).Path, Cloud(scenario).Lines.Take(before + 2 * begun), Ct);
            await scenario.RestartEngineAsync();
            var made = Cloud(scenario).Living();
            foreach (var group in Groups(scenario).Where(group => !made.Contains(group))) await world.Client.DeleteTargetGroupAsync(group, Ct);

            (await scenario.UpAsync(goesOn ? PlatformAsync : program => program.RegisterAsync(Vpc, "main"), stack: stack)).Ok();

            var state = await scenario.StateAsync(stack);
            Assert.False(state.ContainsKey("pending_operations"));
            Assert.Equal(Ids(state).Order(), Cloud(scenario).Living().Order());
            Assert.Equal(Ids(state).Where(id => id.Contains(":targetgroup/")).Order(), Groups(scenario).Order());
            if (goesOn) Assert.Equal(3, made.Union(Ids(state)).Count());
            begunAtKills.Add(begun);
            await scenario.OkAsync($"destroy --yes --skip-preview --stack {stack}");
        }

        Assert.Equal([0, 1, 2, 3], begunAtKills.Distinct());
        Assert.Empty(Groups(scenario));
    }

    [Fact]
    public async Task The_lock_of_a_process_that_was_killed_keeps_nobody_out()
    {
        await using var scenario = await Scenario.StartAsync();
        var locks = "";
        (await scenario.UpAsync(_ =>
        {
            var file = Directory.EnumerateFiles(scenario.StateFolder, "*.json", SearchOption.AllDirectories).Single(file => file.Contains("locks"));
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            locks = Path.Combine(Path.GetDirectoryName(file)!, "left.json");
            File.WriteAllText(locks, reader.ReadToEnd());
            return Task.CompletedTask;
        })).Ok();
        Assert.True(File.Exists(locks));

        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main"))).Ok();

        Assert.False(File.Exists(locks));
    }

    [Fact]
    public async Task The_lock_of_another_engine_is_one_while_it_is_there()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main"))).Ok();
        var locks = Directory.CreateDirectory(Path.Combine(scenario.StateFolder, ".pulumi", "locks", "organization", Scenario.Project, "dev")).FullName;
        await File.WriteAllTextAsync(Path.Combine(locks, "theirs.json"), """{"pid":4,"username":"ann","hostname":"there","timestamp":"2026-01-01T00:00:00Z"}""", Ct);

        var end = await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main"));

        Assert.Contains("the stack is currently locked by 1 lock(s)", end.Error);
        Assert.Contains("created by ann@there (pid 4)", end.Error);
    }

    static async Task PlatformAsync(InlineProgram program)
    {
        await program.RegisterAsync(Vpc, "main");
        foreach (var name in new[] { "one", "two" })
            await program.RegisterAsync(Group, name, """{"port":80,"protocol":"HTTP","targetType":"ip"}""");
    }

    static CloudFile Cloud(Scenario scenario) => new(Path.Combine(scenario.StateFolder, ".pulumi", "sandbox", "cloud.jsonl"));

    /// <summary>What the world itself has on disk.</summary>
    static string[] Groups(Scenario scenario) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(scenario.Options.WorldFolder, "world.json")))!["targetGroups"]!.AsObject().Select(group => group.Key)];

    static string[] Ids(JsonObject state) =>
    [
        .. from resource in state["resources"]!.AsArray().Select(resource => resource!.AsObject())
           let type = resource["type"]!.GetValue<string>()
           where type is Vpc or Group
           select (resource["outputs"]!["arn"] ?? resource["id"])!.GetValue<string>(),
    ];
}
