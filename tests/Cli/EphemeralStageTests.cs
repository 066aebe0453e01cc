using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Tests.Cli;

/// <summary>Stages that live for a while, as a branch's pipeline uses them.</summary>
public sealed partial class EphemeralStageTests
{
    private const int Refused = 11;

    [Fact]
    public async Task A_branch_gets_a_stage_with_the_releases_of_another_changes_it_alone_and_leaves_nothing()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.ServeAsync();

        var made = await project.DoAsync("stage", "create", "pr-1", "--from", "local", "--ttl", "2h");
        Assert.Contains("web: Promoted", made, StringComparison.Ordinal);
        var own = await ProductionPortAsync(project, "pr-1");
        Assert.Equal(("v1", "v1"), (await ReleaseAtAsync(project.ProductionPort), await ReleaseAtAsync(own)));

        await project.DoAsync("rollout", "web", "--release", await project.ImageAsync("v2"), "--stage", "pr-1");
        Assert.Equal(("v1", "v2"), (await ReleaseAtAsync(project.ProductionPort), await ReleaseAtAsync(own)));
        Assert.Equal(0, await ChangesAsync(project, "up", "--stage", "pr-1"));
        Assert.Equal(0, await ChangesAsync(project, "preview", "--refresh"));
        Assert.Contains("differ only where they may", await project.DoAsync("stage", "diff", "local", "pr-1"), StringComparison.Ordinal);

        Assert.Equal(16, (await project.RunAsync("stage", "destroy", "pr-1")).ExitCode);
        await project.DoAsync("stage", "destroy", "pr-1", "--yes");
        Assert.DoesNotContain("pr-1", await project.DoAsync("stage", "list"), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(project.State, "stacks", "infra"), "*.json"), file => file.Contains("pr-1", StringComparison.Ordinal));
        using (var world = project.World)
            Assert.All((await world.StatusAsync(TestContext.Current.CancellationToken)).Listeners, listener => Assert.NotEqual(own, listener.Port));

        // The name is free again, whatever the journal remembers of it.
        await project.DoAsync("stage", "create", "pr-1", "--from", "local", "--ttl", "2h");
        Assert.Equal("v1", await ReleaseAtAsync(await ProductionPortAsync(project, "pr-1")));
    }

    [Fact]
    public async Task One_that_has_expired_takes_nothing_new_until_it_gets_more_time_and_is_pruned_without_it()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.DoAsync("stage", "create", "pr-1", "--from", "local", "--ttl", "2h");
        await project.DoAsync("stage", "create", "pr-2", "--from", "local", "--ttl", "2h");
        await ExpireAsync(project, "pr-1");

        var up = await project.RunAsync("up", "--stage", "pr-1");
        Assert.Equal(Refused, up.ExitCode);
        Assert.StartsWith("Stage pr-1 has expired on 2020-01-02 03:04 UTC. `infra stage create pr-1 --from local --ttl 48h` gives it more time", up.Error, StringComparison.Ordinal);
        Assert.Contains("pr-1   from local, expired", await project.DoAsync("stage", "list"), StringComparison.Ordinal);
        await project.DoAsync("status", "--stage", "pr-1");

        var before = await ProductionPortAsync(project, "pr-1");
        await project.DoAsync("stage", "create", "pr-1", "--from", "local", "--ttl", "2h");
        await project.DoAsync("up", "--stage", "pr-1");
        Assert.Equal(before, await ProductionPortAsync(project, "pr-1"));

        await ExpireAsync(project, "pr-1");
        using var pruned = JsonDocument.Parse(await project.DoAsync("stage", "prune", "--json"));
        Assert.Equal(("pr-1", "pr-2"), (Assert.Single(pruned.RootElement.GetProperty("removed").EnumerateArray()).GetString(), Assert.Single(pruned.RootElement.GetProperty("kept").EnumerateArray()).GetString()));
        Assert.Contains("Nothing has expired; 1 ephemeral stages live.", await project.DoAsync("stage", "prune"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_broke_half_way_is_known_goes_on_and_can_be_removed()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        var faults = Path.Combine(project.Folder, "faults.yaml");
        await File.WriteAllTextAsync(faults, "faults:\n  - { create: \"aws:lb/listener:Listener\", then: fail, says: \"ThrottlingException: Rate exceeded\" }\n", TestContext.Current.CancellationToken);
        await project.DoAsync("sandbox", "faults", faults);

        var broken = await project.RunAsync("stage", "create", "pr-1", "--from", "local", "--ttl", "2h");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("pr-1 is half made. The same command goes on, `infra stage destroy pr-1` removes it", broken.Output, StringComparison.Ordinal);
        Assert.Contains("pr-1   from local, until", await project.DoAsync("stage", "list"), StringComparison.Ordinal);

        await project.DoAsync("sandbox", "faults", "--clear");
        Assert.Contains("local serves no web", (await project.RunAsync("stage", "create", "pr-1", "--from", "local", "--ttl", "2h")).Error, StringComparison.Ordinal);
        await project.DoAsync("sandbox", "faults", faults);
        await project.DoAsync("stage", "destroy", "pr-1", "--yes");
        using var world = project.World;
        Assert.Empty((await world.StatusAsync(TestContext.Current.CancellationToken)).Listeners);
    }

    private static async Task<int> ProductionPortAsync(ShopProject project, string stage)
    {
        using var outputs = JsonDocument.Parse(await project.DoAsync("outputs", "network", "--stage", stage, "--json"));
        return Infra.Catalog.Door.FromJson(outputs.RootElement.GetProperty($"{stage}.network").GetProperty("doors").GetString()!)["web"].ProductionUrl is var url ? new Uri(url).Port : 0;
    }

    private static async Task<string> ReleaseAtAsync(int port)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        return Assert.Single(answer.Headers.GetValues("X-Release"));
    }

    private static async Task<int> ChangesAsync(ShopProject project, params string[] args)
    {
        using var result = JsonDocument.Parse(await project.DoAsync([.. args, "--json"]));
        return result.RootElement.GetProperty("changes").GetInt32();
    }

    /// <summary>Moves the end of its time into the past, in its network's own state.</summary>
    private static async Task ExpireAsync(ShopProject project, string stage)
    {
        var file = Path.Combine(project.Folder, "state.json");
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");
        await project.DoAsync("pulumi", "stack", "export", "--stack", $"{stage}.network", "--file", file);
        await File.WriteAllTextAsync(file, Expiry().Replace(await File.ReadAllTextAsync(file), "${before}2020-01-02T03:04:05+00:00"));
        await project.DoAsync("pulumi", "stack", "import", "--stack", $"{stage}.network", "--file", file);
    }

    [GeneratedRegex("""(?<before>expires[\\"u0-9]*?:[\\"u0-9]*?)20\d\d-[0-9T:-]+\+00:00""")]
    private static partial Regex Expiry();
}
