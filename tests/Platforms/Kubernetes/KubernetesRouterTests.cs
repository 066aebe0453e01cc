using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Platforms;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>Setting weights past Pulumi, so that its next update finds its route as it left it.</summary>
public sealed class KubernetesRouterTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pulumi_goes_on_where_traffic_was_returned_without_a_conflict()
    {
        await using var stand = await KubernetesStand.StartAsync();
        Assert.Equal(200, stand.Rollout(Scenario.Shares(50, 50)).Status);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0), Granted, Ct);

        Assert.Equal(200, stand.Rollout(Scenario.Shares(90, 10)).Status);
        Assert.Equal(Scenario.Shares(90, 10), await stand.Router.ReadAsync(stand.Route, Ct));
        Assert.Equal([KubernetesStand.Pulumi], Managers(stand));
    }

    [Fact]
    public async Task All_that_Pulumi_applied_is_still_there()
    {
        await using var stand = await KubernetesStand.StartAsync();
        var before = Live(stand);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(60, 40), Granted, Ct);

        var after = Live(stand);
        after["spec"]!["rules"] = before["spec"]!["rules"]!.DeepClone();
        foreach (var volatile_ in new[] { "resourceVersion", "generation" })
            after["metadata"]![volatile_] = before["metadata"]![volatile_]!.DeepClone();
        before.Remove("status");
        after.Remove("status");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task A_weight_that_a_person_set_goes_back_to_Pulumi_with_its_owner()
    {
        await using var stand = await KubernetesStand.StartAsync();
        await stand.MoveAsync((Colour.Blue, 10), (Colour.Green, 90));
        Assert.Equal(409, stand.Rollout(Scenario.Shares(70, 30)).Status);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0), Granted, Ct);

        Assert.Equal(200, stand.Rollout(Scenario.Shares(70, 30)).Status);
    }

    [Fact]
    public async Task A_route_that_nobody_applied_is_set_in_our_own_name()
    {
        await using var stand = await KubernetesStand.StartAsync();
        var live = Live(stand);
        stand.Kubernetes.Objects.Remove(KubernetesStand.RoutePath);
        live["metadata"]!["managedFields"] = new JsonArray();
        stand.Kubernetes.Put(KubernetesStand.RoutePath, live, "kubectl-create");

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(30, 70), Granted, Ct);

        Assert.Equal(Scenario.Shares(30, 70), await stand.Router.ReadAsync(stand.Route, Ct));
        Assert.Contains("infra", Managers(stand));
    }

    [Fact]
    public async Task Rules_for_the_test_header_are_neither_read_nor_set()
    {
        await using var stand = await KubernetesStand.StartAsync();
        var live = Live(stand);
        var test = KubernetesStand.Json($$"""{"matches":[{"headers":[{"name":"{{StackOutputs.TestHeader.ToLowerInvariant()}}","value":"web-green"}]}],"backendRefs":[{"name":"web-green","port":80}]}""");
        live["spec"]!["rules"]!.AsArray().Add(test.DeepClone());
        stand.Kubernetes.Put(KubernetesStand.RoutePath, live);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(95, 5), Granted, Ct);

        Assert.Equal(Scenario.Shares(95, 5), await stand.Router.ReadAsync(stand.Route, Ct));
        Assert.True(JsonNode.DeepEquals(test, Live(stand)["spec"]!["rules"]![1]));
    }

    [Fact]
    public async Task Copies_are_a_filter_beside_those_that_somebody_else_wants()
    {
        await using var stand = await KubernetesStand.StartAsync();
        var live = Live(stand);
        live["spec"]!["rules"]![0]!["filters"] = JsonNode.Parse("""[{"type":"ResponseHeaderModifier","responseHeaderModifier":{"remove":["x-debug"]}}]""");
        stand.Kubernetes.Put(KubernetesStand.RoutePath, live);

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0) with { Mirror = new(Colour.Green, Weight.Percent(10)) }, Granted, Ct);

        Assert.Equal(
            """[{"type":"ResponseHeaderModifier","responseHeaderModifier":{"remove":["x-debug"]}},{"type":"RequestMirror","requestMirror":{"backendRef":{"name":"web-green","port":80},"percent":10}}]""",
            Live(stand)["spec"]!["rules"]![0]!["filters"]!.ToJsonString());

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0), Granted, Ct);

        Assert.Equal("""[{"type":"ResponseHeaderModifier","responseHeaderModifier":{"remove":["x-debug"]}}]""", Live(stand)["spec"]!["rules"]![0]!["filters"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"backendRef":{"name":"web-green"}}""", 100)]
    [InlineData("""{"backendRef":{"name":"web-green"},"fraction":{"numerator":1,"denominator":4}}""", 25)]
    [InlineData("""{"backendRef":{"name":"web-green"},"fraction":{"numerator":1,"denominator":1000}}""", 1)]
    public async Task Copies_that_others_set_are_read_however_they_say_it(string mirror, int percent)
    {
        await using var stand = await KubernetesStand.StartAsync();
        Mirror(stand, mirror);

        Assert.Equal(Scenario.Shares(100, 0) with { Mirror = new(Colour.Green, Weight.Percent(percent)) }, await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task Copies_to_somebody_else_are_no_shares()
    {
        await using var stand = await KubernetesStand.StartAsync();
        Mirror(stand, """{"backendRef":{"name":"web-other"}}""");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Contains("mirrors to local/web-other, which is neither its blue nor its green side", refusal.Message);
    }

    static void Mirror(KubernetesStand stand, string mirror)
    {
        var live = Live(stand);
        live["spec"]!["rules"]![0]!["filters"] = JsonNode.Parse($$"""[{"type":"RequestMirror","requestMirror":{{mirror}}}]""");
        stand.Kubernetes.Put(KubernetesStand.RoutePath, live);
    }

    [Fact]
    public async Task Rules_that_hold_different_shares_are_no_shares()
    {
        await using var stand = await KubernetesStand.StartAsync();
        var live = Live(stand);
        live["spec"]!["rules"]!.AsArray().Add(KubernetesStand.Json("""{"matches":[{"path":{"value":"/old"}}],"backendRefs":[{"name":"web-green","port":80}]}"""));
        stand.Kubernetes.Put(KubernetesStand.RoutePath, live);

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Contains("hold different shares: blue 100% / green 0%; blue detached / green 100%", refusal.Message);
    }

    [Fact]
    public async Task A_gateway_that_refuses_the_route_is_an_error_and_no_shift()
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Kubernetes.Gateway = ("False", "NotAllowedByListeners", "no listener allows this route");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), Granted, Ct));

        Assert.Equal("The gateway doesn't take the HTTPRoute of web in local: NotAllowedByListeners, no listener allows this route.", refusal.Message);
    }

    [Fact]
    public async Task A_gateway_that_takes_no_notice_within_five_seconds_is_an_error()
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Kubernetes.Gateway = null;

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), Granted, Ct));

        Assert.Contains("after 5 s no gateway has taken notice", refusal.Message);
        Assert.InRange(stand.Time.Waited, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_side_without_a_Service_is_not_attached()
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Rollout(Scenario.Only(Colour.Blue));
        stand.Kubernetes.Objects.Remove("/api/v1/namespaces/local/services/web-green");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(90, 10), Granted, Ct));

        Assert.Contains("has no Service local/web-green", refusal.Message);
    }

    static List<string?> Managers(KubernetesStand stand) => [.. Live(stand)["metadata"]!["managedFields"]!.AsArray().Select(entry => (string?)entry!["manager"])];

    static JsonObject Live(KubernetesStand stand) => stand.Kubernetes.Objects[KubernetesStand.RoutePath].DeepClone().AsObject();

    static Task Granted() => Task.CompletedTask;
}
