using Infra.Sandbox.World;
using Infra.Tests.Cli;
using Infra.Tests.Support;

namespace Infra.Tests.Kills;

/// <summary>Others die in the middle of a rollout: the world under it, the keeper of its processes, the policy pack.</summary>
public sealed class VictimTests
{
    readonly Table table = new("who died", "when", "users saw", "infra said", "then");

    [Fact]
    public async Task Whoever_dies_nothing_is_promoted_blindly_and_everything_comes_back()
    {
        await using var project = new KillProject();
        using var master = new Drillmaster();
        await project.DoAsync("up");
        var (v1, v2, v3, slow) = (await project.ImageAsync("v1"), await project.ImageAsync("v2"), await project.ImageAsync("v3"), await project.ImageAsync("slow", slowMs: 400));
        await project.DoAsync("rollout", "web", "--release", v1);

        await PackDiesInPreviewAsync(project, v2);
        await PackDiesWhileReturningAsync(project, master, slow);
        await WorldDiesAsync(project, master, v2);
        await KeeperDiesAsync(project, master, v3);
        table.Write("victims");
    }

    /// <summary>Without its word nothing is known to be allowed.</summary>
    async Task PackDiesInPreviewAsync(KillProject project, string release)
    {
        await using var users = project.Users();
        using var stop = new CancellationTokenSource();
        var hunter = HuntPacksAsync(project, stop.Token);

        var ended = await project.RunAsync("rollout", "web", "--release", release);

        await stop.CancelAsync();
        Assert.True(await hunter > 1);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("can't be relied on, so nothing is done", ended.Output, StringComparison.Ordinal);
        Assert.Equal("blue 100", new Remains(project).Weights());
        Assert.Empty(users.Failures);
        Note("policy pack, whenever it shows", "preview", users, ended.Output, "ended as failed, nothing moved");
    }

    /// <summary>A return asks no pack.</summary>
    async Task PackDiesWhileReturningAsync(KillProject project, Drillmaster master, string slow)
    {
        await using var users = project.Users();
        using var stop = new CancellationTokenSource();
        var hunter = Task.FromResult(0);
        await using var infra = project.StartDrilled(master, "rollout", "web", "--release", slow);
        await master.WatchAsync(infra, moment =>
        {
            if (moment == "before journaling intended return")
                hunter = HuntPacksAsync(project, stop.Token);
            return Task.FromResult(false);
        });
        var ended = await infra.EndAsync();

        await stop.CancelAsync();
        Assert.True(await hunter > 0);
        Assert.Equal(10, ended.ExitCode);
        Assert.Equal("blue 100 green 0", new Remains(project).Weights());
        Assert.Empty(users.Failures);
        Note("policy pack, whenever it shows", "return", users, ended.Output, "users were returned all the same");
        await NothingRemains.CheckAsync(project, replicas: 2);
    }

    async Task WorldDiesAsync(KillProject project, Drillmaster master, string release)
    {
        await using var users = project.Users();
        var ended = await KillAtBakeAsync(project, master, release, "Infra.Sandbox.World.dll world ");
        Assert.True(ended.ExitCode == 12, ended.Output + ended.Error);
        Assert.True(users.Failed > 0);

        var resumed = await project.RunAsync("resume", "web");
        if (resumed.ExitCode == 12)
            resumed = await project.RunAsync("resume", "web");

        Assert.True(resumed.ExitCode == 10, resumed.Output + resumed.Error);
        await ServedAgainAsync(users);
        Note("world", "bake at 50 %", users, ended.Output, "resume started the world, and users were returned");
        await NothingRemains.CheckAsync(project, replicas: 2);
    }

    async Task KeeperDiesAsync(KillProject project, Drillmaster master, string release)
    {
        await using var users = project.Users();
        var ended = await KillAtBakeAsync(project, master, release, "Infra.Sandbox.World.dll keeper");

        Assert.True(ended.ExitCode is 0 or 10 or 12, ended.Output + ended.Error);
        var then = "came to its end";
        if (ended.ExitCode == 12)
        {
            then = "waited, and came to its end when it was resumed";
            Assert.True((await project.RunAsync("resume", "web")).ExitCode is 0 or 10);
        }

        await ServedAgainAsync(users);
        Note("keeper, and with it every replica", "bake at 50 %", users, ended.Output, then);
        await NothingRemains.CheckAsync(project, replicas: new Remains(project).Weights().Contains("green 0", StringComparison.Ordinal) ? 2 : 1);
    }

    /// <summary>Rolls out, and kills whoever is named as soon as the candidate is watched.</summary>
    static async Task<InfraProcess.Ended> KillAtBakeAsync(KillProject project, Drillmaster master, string release, string who)
    {
        await using var infra = project.StartDrilled(master, "rollout", "web", "--release", release);
        await master.WatchAsync(infra, moment =>
        {
            if (moment.StartsWith("after journaling intended", StringComparison.Ordinal) && moment.EndsWith("-bake", StringComparison.Ordinal))
                Kill(project, who);
            return Task.FromResult(false);
        });
        return await infra.EndAsync();
    }

    void Note(string who, string when, Users users, string said, string then) =>
        table.Add(who, when, $"{users.Answered} answers, {users.Failed} failures", said.Split('\n')[^2], then);

    static async Task ServedAgainAsync(Users users)
    {
        var (failed, goal) = (users.Failed, users.Answered + 100);
        await Tests.World.Eventually.HoldsAsync(() =>
        {
            if (users.Failed > failed)
                (failed, goal) = (users.Failed, users.Answered + 100);
            return users.Answered > goal;
        }, "100 answers on end");
    }

    /// <summary>Kills every pack of the project as soon as it shows, until it is stopped.</summary>
    static async Task<int> HuntPacksAsync(KillProject project, CancellationToken ct)
    {
        var killed = new HashSet<int>();
        while (!ct.IsCancellationRequested)
        {
            foreach (var (id, _) in new Remains(project).Processes().Where(process => process.Value.Contains("Infra.Policies", StringComparison.Ordinal)))
            {
                Posix.Signal(id, Posix.Kill);
                killed.Add(id);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }

        return killed.Count;
    }

    static void Kill(KillProject project, string who)
    {
        var (id, _) = Assert.Single(new Remains(project).Processes(), process => process.Value.Contains(who, StringComparison.Ordinal));
        Posix.Signal(id, Posix.Kill);
    }
}
