using Infra.Sandbox.World.Faults;
using Infra.Sandbox.World.Model;
using Infra.Tests.World;

namespace Infra.Tests.Faults;

/// <summary>What a real world does under its faults, seen from outside.</summary>
public sealed class WorldFaultTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_check_that_lies_takes_no_user_away_from_the_only_targets_there_are()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();

        await SetAsync(world, new Fault.OnHealth("blue*", HealthLie.Unhealthy, default));
        await StateAsync(world, TargetState.Unhealthy);
        Assert.Equal("v1", await world.ReleaseAsync());

        await SetAsync(world);
        await StateAsync(world, TargetState.Healthy);
    }

    [Fact]
    public async Task A_check_can_flap_and_say_healthy_of_the_dead()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();

        await SetAsync(world, new Fault.OnHealth("blue", HealthLie.Flap, TimeSpan.FromSeconds(3)));
        await StateAsync(world, TargetState.Unhealthy);
        await StateAsync(world, TargetState.Healthy);
        await StateAsync(world, TargetState.Unhealthy);

        await SetAsync(world, new Fault.OnHealth("blue", HealthLie.Healthy, default));
        await world.Client.PutAsync(Some.Group("blue") with { HealthCheck = Some.Group("blue").HealthCheck with { Path = "/nowhere" } }, Ct);
        await StateAsync(world, TargetState.Healthy);
    }

    [Fact]
    public async Task Replicas_die_and_come_back_until_it_is_lifted()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();
        var first = (await world.Client.HealthAsync("blue", Ct)).Single().ProcessId;

        await SetAsync(world, new Fault.OnReplicas("blue", TimeSpan.FromMilliseconds(1)));
        await Eventually.HoldsAsync(async () => (await world.Client.HealthAsync("blue", Ct)).FirstOrDefault()?.ProcessId is > 0 and var now && now != first, () => Task.FromResult("no other process came"));

        await SetAsync(world);
        await StateAsync(world, TargetState.Healthy);
    }

    [Fact]
    public async Task An_update_of_the_router_can_be_refused_late_lost_or_only_pretended()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();
        var rule = Some.Rule(("blue", 7));

        await SetAsync(world, new Fault.OnRouter(world.Port, null, RouterLie.Refuse, default));
        Assert.Contains("refuses to update rule", (await Assert.ThrowsAsync<Infra.Sandbox.World.WorldException>(() => world.Client.PutAsync(rule, Ct))).Message);

        await SetAsync(world, new Fault.OnRouter(world.Port, null, RouterLie.Lose, default));
        await world.Client.PutAsync(rule, Ct);
        Assert.Equal(1, await WeightAsync(world, rule));

        await SetAsync(world, new Fault.OnRouter(world.Port, null, RouterLie.Late, TimeSpan.FromMilliseconds(500)));
        await world.Client.PutAsync(rule, Ct);
        Assert.Equal(1, await WeightAsync(world, rule));
        await Eventually.HoldsAsync(async () => await WeightAsync(world, rule) == 7, () => Task.FromResult("it never took effect"));

        await SetAsync(world, new Fault.OnRouter(world.Port, 1, RouterLie.Pretend, default));
        await world.Client.PutAsync(rule with { Action = new RuleAction { Response = new FixedResponse(418, "text/plain", "tea") } }, Ct);
        Assert.Equal(418, (await world.Client.FindRuleAsync(rule.Id, Ct))?.Action.Response?.StatusCode);
        Assert.Equal("v1", await world.ReleaseAsync());
        await world.Client.PutAsync(rule with { Action = new RuleAction { Response = new FixedResponse(418, "text/plain", "tea") } }, Ct);
        Assert.Equal("418", await world.ReleaseAsync());
    }

    [Fact]
    public async Task Metrics_can_be_down_empty_or_stale()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();
        await SetAsync(world, new Fault.OnMetrics(MetricsLie.Stale));
        var before = await world.Client.MetricsAsync(Ct);
        await world.ReleaseAsync();
        Assert.Equal(before, await world.Client.MetricsAsync(Ct));

        await SetAsync(world, new Fault.OnMetrics(MetricsLie.Empty));
        Assert.Equal("", await world.Client.MetricsAsync(Ct));

        await SetAsync(world, new Fault.OnMetrics(MetricsLie.Down));
        await Assert.ThrowsAsync<Infra.Sandbox.World.WorldException>(() => world.Client.MetricsAsync(Ct));

        await SetAsync(world);
        Assert.NotEqual(before, await world.Client.MetricsAsync(Ct));
    }

    static Task SetAsync(PrivateWorld world, params Fault[] faults) => new FaultBook(world.Folder).WriteAsync([.. faults], Ct);

    static async Task<int?> WeightAsync(PrivateWorld world, Rule rule) => (await world.Client.FindRuleAsync(rule.Id, Ct))?.Action.Forward.Single().Weight;

    static Task StateAsync(PrivateWorld world, TargetState state) => Eventually.HoldsAsync(
        async () => (await world.Client.HealthAsync("blue", Ct)).Any(target => target.State == state),
        () => Task.FromResult($"no target became {state}"));
}
