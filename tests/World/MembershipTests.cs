using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

/// <summary>Where a workload stands may change while its processes run; and what a Service's group does that a balancer's does not.</summary>
public sealed class MembershipTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_moves_to_another_group_serves_there_at_once_and_is_not_started_anew()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        await world.Client.PutAsync(Some.Group("green") with { Kind = GroupKind.Service }, Ct);
        await world.RouteAsync(("blue", 0), ("green", 1));
        Assert.Equal("503", await world.ReleaseAsync());
        var before = (await world.Client.HealthAsync("blue", Ct)).Single().ProcessId;
        var workload = (await world.Client.FindWorkloadAsync("blue", Ct))!.Spec;

        await world.Client.PutAsync(workload with { TargetGroupIds = ["green"] }, Ct);

        Assert.Equal("v1", await world.ReleaseAsync());
        Assert.Equal(before, (await world.Client.HealthAsync("green", Ct)).Single().ProcessId);
        Assert.Empty(await world.Client.HealthAsync("blue", Ct));
        Assert.Equal((1, 1, 0, true), Counts((await world.Client.FindWorkloadAsync("blue", Ct))!));
        // What is asked otherwise has to be shown anew.
        await world.Client.PutAsync(Some.Group("other") with { Kind = GroupKind.Service, HealthCheck = Some.Group("other").HealthCheck with { Path = "/nowhere" } }, Ct);
        await world.Client.PutAsync(workload with { TargetGroupIds = ["other"] }, Ct);
        Assert.False((await world.Client.FindWorkloadAsync("blue", Ct))!.IsSteady);
    }

    [Fact]
    public async Task A_Service_checks_though_nobody_forwards_to_it_and_sends_nobody_to_who_is_unready()
    {
        await using var world = await PrivateWorld.StartAsync();
        var group = Some.Group("web") with { Kind = GroupKind.Service, HealthCheck = Some.Group("web").HealthCheck with { Path = "/nowhere", UnhealthyThreshold = 1 } };
        await world.Client.PutAsync(group, Ct);
        await world.Client.PutAsync(Some.Workload("web", await world.AddShopAsync("v1")), Ct);
        await Eventually.HoldsAsync(async () => (await world.Client.HealthAsync("web", Ct)).Any(target => target.State == TargetState.Unhealthy), () => Task.FromResult("it is found unhealthy"));
        await world.RouteAsync(("web", 1));

        Assert.Equal("503", await world.ReleaseAsync());
        await world.Client.PutAsync(group with { HealthCheck = group.HealthCheck with { Path = "" } }, Ct);
        await world.HealthyAsync("web", 1);
        Assert.Equal("v1", await world.ReleaseAsync());
    }

    [Fact]
    public async Task A_Service_that_is_not_there_is_answered_for_with_500()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.Client.PutAsync(Some.Group("web") with { Kind = GroupKind.Missing }, Ct);
        await world.RouteAsync(("web", 1));

        Assert.Equal("500", await world.ReleaseAsync());
    }

    static (int, int, int, bool) Counts(WorkloadStatus status) => (status.Updated, status.Ready, status.Outdated, status.IsSteady);
}
