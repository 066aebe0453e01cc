namespace Infra.Tests.Kills;

public sealed class ReturnKillTests : KillTests
{
    [Fact]
    public async Task A_bad_release_is_returned_and_so_is_a_promoted_one_that_somebody_wants_back()
    {
        await using var project = new KillProject();
        using var master = new Drillmaster();
        await project.DoAsync("up");
        var (v1, slow, v3) = (await project.ImageAsync("v1"), await project.ImageAsync("v2", slowMs: 400), await project.ImageAsync("v3"));
        await project.DoAsync("rollout", "web", "--release", v1);

        var (bad, returned) = await ThroughAsync("a bad release", project, master, ["rollout", "web", "--release", slow], percent: 7);
        Assert.Equal("rolledBack", returned);
        Assert.Equal(["blue 100", "blue 100 green 0", "blue 50 green 50", "blue 100 green 0"], bad.Weights);
        await NothingRemains.CheckAsync(project, replicas: 2);

        project.Say("strategy: canary, steps: [ { setWeight: 50, bake: 1s } ]", warm: "1m");
        var asked = false;
        var (wished, back) = await ThroughAsync("a promoted release that somebody wants back", project, master, ["rollout", "web", "--release", v3], percent: 7, async moment =>
        {
            if (asked || !moment.StartsWith("after journaling measured", StringComparison.Ordinal) || !moment.Contains("-warm-", StringComparison.Ordinal))
                return;
            asked = true;
            Assert.Contains("and was told", await project.DoAsync("rollback", "web"), StringComparison.Ordinal);
        });
        Assert.Equal("rolledBack", back);
        Assert.Equal(["blue 100 green 0", "blue 100", "blue 100 green 0", "blue 50 green 50", "blue 0 green 100", "blue 100 green 0"], wished.Weights);
        await NothingRemains.CheckAsync(project, replicas: 2);
        Seen.Write("kills-returning");
    }
}
