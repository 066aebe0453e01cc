using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

public sealed class AwsHealthTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deployment_that_failed_says_why_when_no_target_does()
    {
        await using var stand = await AwsStand.StartAsync();
        await stand.RunAsync(Colour.Green, isFit: false);
        stand.Aws.Targets[stand.Route.GreenTargets] = [];
        stand.Aws.Services.Values.Single()["deployments"] = new JsonArray(new JsonObject { ["rolloutState"] = "FAILED", ["rolloutStateReason"] = "ECS deployment circuit breaker: tasks failed to start." });

        var health = await stand.Health.ReadAsync(stand.Route, Colour.Green, Ct);

        Assert.Equal("0 of 2 replicas of green of web in local are healthy: ECS deployment circuit breaker: tasks failed to start.", health.Says);
    }

    [Fact]
    public async Task Targets_that_leave_are_neither_healthy_nor_a_reason()
    {
        await using var stand = await AwsStand.StartAsync();
        await stand.RunAsync(Colour.Blue, isFit: true);
        stand.Aws.Targets[stand.Route.BlueTargets] = [("healthy", "", ""), ("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")];

        var health = await stand.Health.ReadAsync(stand.Route, Colour.Blue, Ct);

        Assert.Equal((1, 2, "1 of 2 replicas of blue of web in local are healthy."), (health.Healthy, health.Wanted, health.Says));
    }

    [Fact]
    public async Task A_target_group_that_is_gone_is_a_sentence()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Targets.Remove(stand.Route.GreenTargets);

        Assert.Equal($"AWS knows no target group {stand.Route.GreenTargets} any more.", (await stand.Health.ReadAsync(stand.Route, Colour.Green, Ct)).Says);
    }

    [Fact]
    public async Task A_service_that_is_gone_runs_nothing()
    {
        await using var stand = await AwsStand.StartAsync();
        await stand.RunAsync(Colour.Green, isFit: true);
        stand.Aws.Services.Clear();

        var health = await stand.Health.ReadAsync(stand.Route, Colour.Green, Ct);

        Assert.Equal((0, false, "Nothing runs on green of web in local."), (health.Wanted, health.IsFit, health.Says));
    }

    [Theory]
    [InlineData(2, 2, "", "", 2, "1 of 2 replicas of green of web in local are healthy.")]
    [InlineData(2, 1, "", "We currently do not have sufficient t4g.small capacity.", 2, "1 of 2 replicas of green of web in local are healthy: We currently do not have sufficient t4g.small capacity.")]
    [InlineData(2, 1, "Delete in progress", "", 0, "Nothing runs on green of web in local.")]
    public async Task Instances_are_held_against_what_their_group_should_run(int desired, int inService, string status, string failure, int wanted, string says)
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Workload = side => $"local-web-{side.Word}";
        stand.Aws.Targets[stand.Route.GreenTargets] = [("healthy", "", "")];
        stand.Aws.Groups["local-web-green"] = (desired, inService, status, failure.Length > 0 ? [failure] : []);

        var health = await stand.Health.ReadAsync(stand.Route, Colour.Green, Ct);

        Assert.Equal((1, wanted, says), (health.Healthy, health.Wanted, health.Says));
    }
}
