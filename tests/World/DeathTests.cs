using System.Diagnostics;
using Infra.Sandbox.World;

namespace Infra.Tests.World;

public sealed class DeathTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_world_leaves_no_process_and_the_next_one_brings_everything_back()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1", replicas: 2);
        var (self, keeper, tasks) = await FamilyAsync(world);

        Posix.Signal(self, Posix.Kill);

        await Eventually.GoneAsync([self, keeper, .. tasks]);
        await world.DownAsync();
        await world.UpAsync();
        await world.HealthyAsync("blue", 2);
        Assert.Equal("v1", await world.ReleaseAsync());
    }

    [Fact]
    public async Task Killing_the_keeper_leaves_none_of_its_tasks_and_the_world_starts_them_anew()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1", replicas: 2);
        var (_, keeper, tasks) = await FamilyAsync(world);

        Posix.Signal(keeper, Posix.Kill);

        await Eventually.GoneAsync([keeper, .. tasks]);
        // Until the world has noticed, it still takes the dead for healthy.
        await Eventually.HoldsAsync(
            async () => (await world.Client.FindWorkloadAsync("blue", Ct))?.LastFailure?.Contains("ended with its keeper", StringComparison.Ordinal) == true,
            async () => $"the last failure is {(await world.Client.FindWorkloadAsync("blue", Ct))?.LastFailure}");
        await world.HealthyAsync("blue", 2);
        Assert.Equal("v1", await world.ReleaseAsync());
    }

    [Fact]
    public async Task Killing_world_and_keeper_at_one_blow_leaves_nothing_that_the_next_world_does_not_end()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        var (self, keeper, tasks) = await FamilyAsync(world);

        Posix.Signal(keeper, 19); // SIGSTOP: it can't see the world's end.
        Posix.Signal(self, Posix.Kill);
        Posix.Signal(keeper, Posix.Kill);
        await Eventually.GoneAsync([self, keeper]);
        await world.DownAsync();
        await world.UpAsync();

        await Eventually.GoneAsync(tasks);
        await world.HealthyAsync("blue", 1);
    }

    [Fact]
    public async Task A_private_world_ends_with_its_owner()
    {
        await using var world = await PrivateWorld.StartAsync();
        var folder = Path.Combine(world.Folder, "inner");
        var start = new ProcessStartInfo(DotnetHost.Executable, [DotnetHost.WorldAssembly, "world", "--folder", folder, "--private"]) { RedirectStandardInput = true };
        using var inner = Process.Start(start) ?? throw new InvalidOperationException("No process.");
        using var client = new WorldClient(folder);
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                return (await client.StatusAsync(Ct)).ProcessId == inner.Id;
            }
            catch (WorldException)
            {
                return false;
            }
        }, () => Task.FromResult("the inner world does not answer"));

        inner.StandardInput.Close();

        await inner.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Ct);
        Assert.Equal(0, inner.ExitCode);
    }

    [Fact]
    public async Task A_shared_world_outlives_its_starter_until_it_is_shut_down()
    {
        var root = Directory.CreateTempSubdirectory("infra-test-");
        try
        {
            int process;
            await using (var first = await WorldLauncher.EnsureAsync(root.FullName, isPrivate: false, Ct)) process = (await first.Client.StatusAsync(Ct)).ProcessId;
            await using var second = await WorldLauncher.EnsureAsync(root.FullName, isPrivate: false, Ct);
            Assert.Equal(process, (await second.Client.StatusAsync(Ct)).ProcessId);

            await second.Client.ShutDownAsync(Ct);

            await Eventually.GoneAsync([process]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    static async Task<(int World, int Keeper, int[] Tasks)> FamilyAsync(PrivateWorld world)
    {
        var tasks = (await world.Client.HealthAsync("blue", Ct)).Select(target => target.ProcessId).ToArray();
        return ((await world.Client.StatusAsync(Ct)).ProcessId, Parent(tasks[0]), tasks);
    }

    static int Parent(int processId) => int.Parse(File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1].Trim().Split(' ')[1]);
}
