using System.Text.Json.Nodes;

namespace Infra.Tests.Cli;

/// <summary>Two conductors of one service, as real processes: one that is dead, and one that only sleeps.</summary>
public sealed class LeaseTests
{
    private const string WithPause = "[ { setWeight: 20, bake: 500ms }, { pause: 12s }, { setWeight: 50, bake: 500ms } ]";

    [Fact]
    public async Task The_lease_of_a_process_that_was_killed_is_taken_over_at_once()
    {
        await using var project = await ShippedAsync();
        await using var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2"));
        await rollout.ToldAsync("... wait 12 s");

        await rollout.SignalAsync("KILL");
        await rollout.EndAsync();

        Assert.Contains("Promoted", await project.DoAsync("resume", "web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_was_paused_and_taken_over_moves_nothing_when_it_wakes_up()
    {
        await using var project = await ShippedAsync();
        await using var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2"));
        await rollout.ToldAsync("... wait 12 s");

        await rollout.SignalAsync("STOP");
        Assert.Equal(13, (await project.RunAsync("resume", "web")).ExitCode);
        await RunOutAsync(project);
        Assert.Contains("Blue serves 100% of web in local again with v1", await project.DoAsync("rollback", "web"), StringComparison.Ordinal);
        var journal = await File.ReadAllTextAsync(project.Journal, TestContext.Current.CancellationToken);
        await rollout.SignalAsync("CONT");
        var late = await rollout.EndAsync();

        Assert.Equal(12, late.ExitCode);
        Assert.Contains("taken over", late.Output, StringComparison.Ordinal);
        Assert.Equal(journal, await File.ReadAllTextAsync(project.Journal, TestContext.Current.CancellationToken));
        Assert.Contains("web in local: blue serves with v1.", await project.DoAsync("status"), StringComparison.Ordinal);
    }

    private static async Task<ShopProject> ShippedAsync()
    {
        var project = new ShopProject(WithPause);
        await project.ServeAsync();
        return project;
    }

    /// <summary>What a minute does: the sleeper can't renew. The lease's end is set back instead of waiting for it.</summary>
    private static async Task RunOutAsync(ShopProject project)
    {
        var lease = JsonNode.Parse(await File.ReadAllTextAsync(Lease(project), TestContext.Current.CancellationToken))!;
        lease["until"] = lease["since"]!.GetValue<string>();
        await File.WriteAllTextAsync(Lease(project), lease.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private static string Lease(ShopProject project) => Path.Combine(project.JournalFolder, "local", "web.lease");
}
