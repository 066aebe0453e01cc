using System.Diagnostics;
using System.Net;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

public sealed class TrafficTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shifting_there_and_back_under_load_fails_no_request_and_leaves_nothing_on_a_side_without_a_share()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.TwoSidesAsync();
        await using var load = new Load(world, clients: 6);
        await load.ReachesAsync(100);

        await world.RouteAsync(("blue", 50), ("green", 50));
        await load.ReachesAsync(200);
        await world.RouteAsync(("blue", 0), ("green", 100));
        var allGreen = Stopwatch.GetTimestamp();
        await load.ReachesAsync(200);
        var returning = Stopwatch.GetTimestamp();
        await world.RouteAsync(("blue", 100), ("green", 0));
        var allBlue = Stopwatch.GetTimestamp();
        await load.ReachesAsync(200);
        var requests = await load.EndAsync();

        Assert.All(requests, request => Assert.Equal(200, request.Status));
        Assert.All(requests.Where(request => request.Began > allGreen && request.Ended < returning), request => Assert.Equal("v2", request.Release));
        Assert.All(requests.Where(request => request.Began > allBlue), request => Assert.Equal("v1", request.Release));
        Assert.Contains(requests, request => request.Began > allGreen && request.Ended < returning);
    }

    [Fact]
    public async Task Counters_agree_exactly_with_what_the_client_got()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.TwoSidesAsync(greenFailEvery: 5);
        await world.RouteAsync(("blue", 70), ("green", 30));
        await using var load = new Load(world, clients: 4);
        await load.ReachesAsync(300);

        var requests = await load.EndAsync();
        var counters = new Counters(await world.Client.MetricsAsync(Ct));

        Assert.Equal(requests.Count, counters.Requests());
        Assert.Equal(requests.Count(request => request.Release == "v1"), counters.Requests("blue", "200"));
        Assert.Equal(requests.Count(request => request is { Release: "v2", Status: 200 }), counters.Requests("green", "200"));
        Assert.Equal(requests.Count(request => request is { Release: "v2", Status: 500 }), counters.Requests("green", "500"));
        Assert.Equal(counters.Requests("green") / 5, counters.Requests("green", "500"));
        Assert.Equal(counters.Requests("green"), counters.Timed("green"));
        Assert.InRange(requests.Count(request => request.Release == "v2") / (double)requests.Count, 0.15, 0.45);
    }

    [Fact]
    public async Task Scaling_and_replacing_under_load_fail_no_request()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        var old = (await world.Client.HealthAsync("blue", Ct)).Single().ProcessId;
        var next = await world.AddShopAsync("v2");
        await using var load = new Load(world, clients: 6);
        await load.ReachesAsync(50);

        var workload = (await world.Client.FindWorkloadAsync("blue", Ct))?.Spec ?? throw new InvalidOperationException("The workload is gone.");
        await world.Client.PutAsync(workload with { Replicas = 2 }, Ct);
        await SteadyAsync(world);
        await world.Client.PutAsync(workload with { Image = next }, Ct);
        await SteadyAsync(world);
        await load.ReachesAsync(50);
        var requests = await load.EndAsync();

        Assert.All(requests, request => Assert.Equal(200, request.Status));
        Assert.Equal("v2", requests.MaxBy(request => request.Began)?.Release);
        Assert.False(Eventually.Lives(old));
    }

    [Fact]
    public async Task A_leaving_target_finishes_the_request_it_has_in_hand()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        var slow = world.Http.GetAsync(new Uri(world.Address, "slow/1500"), Ct);
        await InFlightAsync(world);

        await world.Client.DeleteWorkloadAsync("blue", Ct);

        Assert.True(slow.IsCompleted || await Task.WhenAny(slow, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Ct)) == slow);
        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);
        Assert.Empty(await world.Client.HealthAsync("blue", Ct));
    }

    [Fact]
    public async Task A_request_that_outlasts_delay_and_stop_timeout_is_cut_off()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        await world.Client.PutAsync(Some.Group("blue") with { DeregistrationDelay = TimeSpan.FromMilliseconds(200) }, Ct);
        var workload = (await world.Client.FindWorkloadAsync("blue", Ct))?.Spec ?? throw new InvalidOperationException("The workload is gone.");
        await world.Client.PutAsync(workload with { StopTimeout = TimeSpan.FromMilliseconds(200) }, Ct);
        var process = (await world.Client.HealthAsync("blue", Ct)).Single().ProcessId;
        var endless = world.Http.GetAsync(new Uri(world.Address, "slow/600000"), Ct);
        await InFlightAsync(world);

        await world.Client.DeleteWorkloadAsync("blue", Ct);

        Assert.Equal(HttpStatusCode.BadGateway, (await endless).StatusCode);
        Assert.False(Eventually.Lives(process));
    }

    [Fact]
    public async Task Without_any_weight_nobody_answers_and_a_test_header_still_reaches_its_side()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.TwoSidesAsync();
        await world.Client.PutAsync(Some.Rule(("green", 1)) with { Id = "test", Priority = 10, Conditions = [new Condition(ConditionField.Header, "X-Infra-Environment", ["web-green"])] }, Ct);
        await world.RouteAsync(("blue", 0), ("green", 0));
        using var toGreen = new HttpRequestMessage(HttpMethod.Get, world.Address) { Headers = { { "x-infra-environment", "web-green" } } };

        using var tested = await world.Http.SendAsync(toGreen, Ct);

        Assert.Equal("503", await world.ReleaseAsync());
        Assert.Equal("v2", tested.Headers.GetValues("X-Release").Single());
        Assert.Equal(1, new Counters(await world.Client.MetricsAsync(Ct)).Requests("", "503"));
    }

    [Fact]
    public async Task A_weight_that_can_t_be_stored_is_refused_and_taken_back()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.TwoSidesAsync();
        // Where the next state would be written aside, a folder is in the way.
        var obstacle = Directory.CreateDirectory(Path.Combine(world.Folder, "world.json.new"));

        await Assert.ThrowsAsync<WorldException>(() => world.Client.PutAsync(Some.Rule(("blue", 0), ("green", 100)), Ct));
        Assert.Equal([100, 0], (await world.Client.FindRuleAsync("web", Ct))?.Action.Forward.Select(share => share.Weight) ?? []);
        Assert.Equal("v1", await world.ReleaseAsync());

        obstacle.Delete();
        await world.Client.PutAsync(Some.Rule(("blue", 0), ("green", 100)), Ct);
        Assert.Equal("v2", await world.ReleaseAsync());
    }

    static Task SteadyAsync(PrivateWorld world) => Eventually.HoldsAsync(
        async () => await world.Client.FindWorkloadAsync("blue", Ct) is { IsSteady: true },
        async () => $"{await world.Client.FindWorkloadAsync("blue", Ct)}");

    static Task InFlightAsync(PrivateWorld world) => Eventually.HoldsAsync(
        async () => new Counters(await world.Client.MetricsAsync(Ct)).InFlight() == 1,
        () => Task.FromResult("one request in flight"));
}
