using Infra.Sandbox.World;

namespace Infra.Tests.World;

public sealed class LifecycleTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workload_serves_through_the_router_and_is_gone_after_its_deletion()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1", replicas: 2);

        Assert.Equal("v1", await world.ReleaseAsync());
        var processes = (await world.Client.HealthAsync("blue", Ct)).Select(target => target.ProcessId).ToList();
        await world.Client.DeleteWorkloadAsync("blue", Ct);

        Assert.Equal(2, processes.Distinct().Count());
        Assert.DoesNotContain(processes, Eventually.Lives);
        Assert.Equal("503", await world.ReleaseAsync());
    }

    [Fact]
    public async Task A_world_started_again_brings_everything_back()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        await world.DownAsync();

        await world.UpAsync();
        await world.HealthyAsync("blue", 1);

        Assert.Equal("v1", await world.ReleaseAsync());
    }
}
