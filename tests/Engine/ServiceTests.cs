using Infra.Sandbox.World;

namespace Infra.Tests.Engine;

/// <summary>A service is real processes, so it can fail like them.</summary>
public sealed class ServiceTests
{
    static readonly int port = FreePort.Next();

    [Fact]
    public async Task A_service_that_never_comes_up_fails_with_the_reason_and_is_kept_to_be_mended()
    {
        var (scenario, image) = await Scenario.WithImageAsync("exit 7", options => options with { CircuitBreakerPatience = TimeSpan.FromSeconds(1) });
        await using var _ = scenario;

        var end = await scenario.UpAsync(Service(image));

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, error => error.Contains("0 of 1 replicas are healthy") && error.Contains("its circuit breaker opened"));
        Assert.Single((await scenario.ResourceAsync("web"))["initErrors"]!.AsArray());
        Assert.Equal("update", (await scenario.PreviewAsync(Service(image))).Ops("web"));
    }

    [Fact]
    public async Task What_failed_fails_again_while_the_old_image_serves_on()
    {
        var (scenario, broken) = await Scenario.WithShopAsync(options => options with { CircuitBreakerPatience = TimeSpan.FromSeconds(1) });
        await using var _ = scenario;
        (await scenario.UpAsync(Service("shop/web:1"))).Ok();

        foreach (var __ in Enumerable.Range(0, 2))
            Assert.Contains((await scenario.UpAsync(Service(broken))).Errors, error => error.Contains("The service did not become steady"));
    }

    [Fact]
    public async Task An_image_that_the_world_does_not_have_makes_nothing()
    {
        var (scenario, _) = await Scenario.WithImageAsync("exit 0");
        await using var __ = scenario;

        var end = await scenario.UpAsync(Service("shop/none@sha256:0000"));

        Assert.Contains(end.Errors, error => error.Contains("shop/none"));
        Assert.DoesNotContain("::web\"", (await scenario.StateAsync()).ToJsonString());
    }

    [Fact]
    public async Task What_is_under_way_when_the_user_cancels_is_finished_and_saved()
    {
        var (scenario, image) = await Scenario.WithImageAsync("exit 7");
        await using var _ = scenario;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var update = scenario.UpAsync(Service(image, breaker: false), ct: cancel.Token);
        await WorldHasAWorkloadAsync(scenario);
        await cancel.CancelAsync();
        var end = await update;

        Assert.Equal((8, "canceled"), (end.ExitCode, end.Result));
        Assert.Contains("did not become steady before it was cancelled", (await scenario.ResourceAsync("web"))["initErrors"]![0]!.GetValue<string>());
        Assert.False((await scenario.StateAsync()).ContainsKey("pending_operations"));
    }

    [Fact]
    public async Task A_service_waits_until_its_replicas_run_and_takes_them_away_again()
    {
        var (scenario, image) = await Scenario.WithImageAsync("exec sleep 600");
        await using var _ = scenario;
        using var world = new WorldClient(scenario.Options.WorldFolder);

        (await scenario.UpAsync(Service(image, behindGroup: false))).Ok();
        var running = (await world.StatusAsync(TestContext.Current.CancellationToken)).Workloads;
        await scenario.OkAsync("destroy --yes --skip-preview --stack dev");

        Assert.Single(Assert.Single(running).Targets);
        Assert.Equal("green", running[0].Spec.Environment["SIDE"]);
        Assert.Empty((await world.StatusAsync(TestContext.Current.CancellationToken)).Workloads);
    }

    static Func<InlineProgram, Task> Service(string image, bool breaker = true, bool behindGroup = true) => async program =>
    {
        var containers = $$$"""[{"name":"web","image":"{{{image}}}","stopTimeout":5,"environment":[{"name":"SIDE","value":"green"},{"name":"PORT","value":"8080"}]}]""";
        var task = await program.RegisterAsync("aws:ecs/taskDefinition:TaskDefinition", "task", """{"family":"web"}""",
            request => request.Object.Fields["containerDefinitions"] = Google.Protobuf.WellKnownTypes.Value.ForString(containers));
        // Behind a target group it takes a health check to be steady; alone, to run is enough.
        var balancers = behindGroup ? $$"""[{"targetGroupArn":"{{await GroupAsync(program)}}","containerName":"web","containerPort":80}]""" : "[]";
        await program.RegisterAsync("aws:ecs/service:Service", "web", $$$"""
            {"taskDefinition":"{{{task["arn"]}}}","desiredCount":1,"loadBalancers":{{{balancers}}},"waitForSteadyState":true,"deploymentCircuitBreaker":{"enable":{{{(breaker ? "true" : "false")}}},"rollback":false}}
            """, request => request.Dependencies.Add(task.Urn));
    };

    static async Task<string> GroupAsync(InlineProgram program)
    {
        var group = await program.RegisterAsync("aws:lb/targetGroup:TargetGroup", "group", """{"port":80,"protocol":"HTTP","vpcId":"vpc-1","targetType":"ip","healthCheck":{"path":"/"}}""");
        await program.RegisterAsync("aws:lb/listener:Listener", "front", $$$"""{"loadBalancerArn":"arn:balancer","port":{{{port}}},"defaultActions":[{"type":"forward","targetGroupArn":"{{{group.Id}}}"}]}""");
        return group.Id;
    }

    static async Task WorldHasAWorkloadAsync(Scenario scenario)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var world = new WorldClient(scenario.Options.WorldFolder);
        while ((await world.StatusAsync(patience.Token)).Workloads.Length == 0) await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, patience.Token);
    }
}
