using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Platforms;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>Moving all users by a selector, past Pulumi, so that its next update finds its Service as it left it.</summary>
public sealed class ServiceRouterTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pulumi_goes_on_where_traffic_was_returned_without_a_conflict()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);
        Assert.Equal(200, stand.Rollout(Scenario.Shares(0, 100)).Status);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0), Granted, Ct);

        Assert.Equal(200, stand.Rollout(Scenario.Only(Colour.Blue)).Status);
        Assert.Equal(Scenario.Only(Colour.Blue), await stand.Router.ReadAsync(stand.Route, Ct));
        Assert.Equal([KubernetesStand.Pulumi], Live(stand)["metadata"]!["managedFields"]!.AsArray().Select(entry => (string?)entry!["manager"]));
    }

    [Fact]
    public async Task A_selector_that_a_person_set_goes_back_to_Pulumi_with_its_owner()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);
        await stand.MoveAsync((Colour.Green, 100));
        Assert.Equal(409, stand.Rollout(Scenario.Only(Colour.Blue)).Status);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0), Granted, Ct);

        Assert.Equal(200, stand.Rollout(Scenario.Only(Colour.Blue)).Status);
    }

    [Fact]
    public async Task Nothing_of_the_Service_changes_but_whom_it_selects()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);
        var before = Live(stand);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), Granted, Ct);

        var after = Live(stand);
        Assert.Equal("""{"app":"web","colour":"green"}""", after["spec"]!["selector"]!.ToJsonString());
        after["spec"]!["selector"] = before["spec"]!["selector"]!.DeepClone();
        foreach (var volatile_ in new[] { "resourceVersion", "generation" }) after["metadata"]![volatile_] = before["metadata"]![volatile_]!.DeepClone();
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task A_share_between_is_refused_and_nobody_is_moved()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(90, 10), Granted, Ct));

        Assert.Equal("Of web in local blue would get 90%, and without a Gateway a Service sends all to one side. Give it 0% or 100%, or give the cluster a gatewayClass.", refusal.Message);
        Assert.Equal(Scenario.Shares(100, 0), await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task Copies_are_refused()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0) with { Mirror = new(Colour.Green, Weight.Percent(10)) }, Granted, Ct));

        Assert.Equal("Of web in local 10% would be mirrored to green, and without a Gateway nobody can.", refusal.Message);
    }

    [Fact]
    public async Task A_side_without_a_Service_gets_nobody()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);
        stand.Kubernetes.Objects.Remove("/api/v1/namespaces/local/services/web-green");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), Granted, Ct));

        Assert.Contains("has no Service local/web-green", refusal.Message);
    }

    [Fact]
    public async Task Endpoints_that_do_not_follow_within_five_seconds_are_an_error()
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);
        await stand.RunAsync(Colour.Green, isFit: true);
        stand.Kubernetes.EndpointsFollow = false;

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), Granted, Ct));

        Assert.Contains("after 5 s its endpoints are not yet those of local/web-green", refusal.Message);
        Assert.InRange(stand.Time.Waited, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(500, "Green of web in local answered request 1 of 2 for /healthz with 500.")]
    [InlineData(0, "Green of web in local answered request 1 of 2 for /healthz with 503.")]
    public async Task A_side_that_nobody_reaches_from_outside_is_asked_through_the_API_server(int status, string? wrong)
    {
        await using var stand = await KubernetesStand.StartAsync(hasGateway: false);
        const string Path = "/api/v1/namespaces/local/services/web-green:80/proxy/healthz";
        if (status > 0) stand.Kubernetes.Proxied[Path] = status;

        Assert.Equal(wrong, await stand.Own.Smoke.AskAsync(stand.Route, Colour.Green, "/healthz", 2, Ct));

        // A side that fails is not asked again until it happens to answer.
        Assert.Equal(wrong is null ? 2 : 1, stand.Kubernetes.Asked.Count(asked => asked == $"GET {Path}"));
    }

    static JsonObject Live(KubernetesStand stand) => stand.Kubernetes.Objects[KubernetesStand.FrontPath].DeepClone().AsObject();

    static Task Granted() => Task.CompletedTask;
}
