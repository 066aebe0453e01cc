using System.Diagnostics;

namespace Infra.Tests.Kills;

public sealed class ForwardKillTests : KillTests
{
    [Fact]
    public async Task A_first_release_a_canary_and_everything_at_once_come_to_their_end()
    {
        await using var project = new KillProject();
        using var master = new Drillmaster();
        await project.DoAsync("up");
        var (v1, v2, v3) = (await project.ImageAsync("v1"), await project.ImageAsync("v2"), await project.ImageAsync("v3"));

        await FirstAsync(project, master, v1);

        var (canary, promoted) = await ThroughAsync("a canary", project, master, ["rollout", "web", "--release", v2], percent: 7);
        Assert.Equal("promoted", promoted);
        Assert.Equal(["blue 100", "blue 100 green 0", "blue 50 green 50", "blue 0 green 100", "green 100"], canary.Weights);
        await NothingRemains.CheckAsync(project, replicas: 1);

        project.Say("strategy: blueGreen, steps: [ { smoke: / } ]");
        var (atOnce, end) = await ThroughAsync("everything at once", project, master, ["rollout", "web", "--release", v3], percent: 7);
        Assert.Equal("promoted", end);
        Assert.Equal(["green 100", "blue 0 green 100", "blue 100 green 0", "blue 100"], atOnce.Weights);
        await NothingRemains.CheckAsync(project, replicas: 1);
        Seen.Write("kills-forward");
    }

    /// <summary>Nobody is served before; from the first good answer on everybody is.</summary>
    async Task FirstAsync(KillProject project, Drillmaster master, string release)
    {
        Users? users = null;
        var began = Stopwatch.GetTimestamp();
        var chain = new Chain(project, null, master);
        try
        {
            Assert.Equal("promoted", await chain.RunAsync(["rollout", "web", "--release", release], Sample(7), moment =>
            {
                if (users is null && chain.Weights is [.., "blue 100"])
                    users = project.Users();
                return Task.CompletedTask;
            }));
            Assert.NotNull(users);
            Assert.Equal(["", "blue 100"], chain.Weights);
        }
        finally
        {
            if (users is not null)
                await users.DisposeAsync();
        }

        Assert.Empty(users.Failures);
        Note("a first release", chain, "promoted", users, began);
        await NothingRemains.CheckAsync(project, replicas: 1);
    }
}
