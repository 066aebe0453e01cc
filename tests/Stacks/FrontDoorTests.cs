using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;

namespace Infra.Tests.Stacks;

/// <summary>The stacks of a cluster without a Gateway.</summary>
public sealed class FrontDoorTests
{
    const string Service = "kubernetes:core/v1:Service";
    const string Route = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

    static readonly string catalog = Given.ClusterCatalog
        .Replace("engine: sandbox", "engine: pulumi, registry: ghcr.io/acme", StringComparison.Ordinal)
        .Replace(", cluster: {", ", cluster: { context: prod-eu, gatewayClass: none,", StringComparison.Ordinal);

    static readonly TrafficSplit attached = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, Weight.All), Green = new(true, Weight.Zero), JournalHead = "abc" };

    [Fact]
    public async Task Each_service_has_a_door_of_its_own_and_nobody_declares_a_Gateway()
    {
        var network = await StackRun.OfAsync("cluster.network", catalog, Given.Stacks());

        Assert.Empty(network.Of("kubernetes:gateway.networking.k8s.io/v1:Gateway"));
        Assert.False(network.Outputs.ContainsKey(StackOutputs.Network.Gateway));
        Assert.Equal(
            new Door { ProductionListener = "shop-cluster/web", TestListener = "", ProductionUrl = "http://web.shop-cluster:8080", TestUrl = "" },
            Door.FromJson((string)network.Outputs[StackOutputs.Network.Doors]!)["web"]);
    }

    [Fact]
    public async Task A_side_has_its_own_Service_and_no_route()
    {
        var side = await StackRun.OfAsync("cluster.web.blue", catalog, Last(attached, ("cluster.web.traffic", Given.Traffic("none", ""))));

        Assert.Empty(side.Of(Route));
        Assert.Equal("shop-cluster", side.One(Service).Text("metadata.namespace"));
        Assert.Equal(side.One(Service).Text("metadata.name"), Selected(side.One(Service)));
    }

    [Fact]
    public async Task It_may_ask_the_pods_of_what_it_depends_on()
    {
        var changed = catalog.Replace("shop/api, port: 8080", "shop/api, port: 9090", StringComparison.Ordinal);
        var side = await StackRun.OfAsync("cluster.web.blue", changed, Last(attached, ("cluster.web.traffic", Given.Traffic("none", ""))));

        Assert.Equal(9090d, side.One("kubernetes:networking.k8s.io/v1:NetworkPolicy").At("spec.egress.1.ports.0.port"));
        Assert.Equal("http://api.shop-cluster:8080/api", side.One("kubernetes:core/v1:ConfigMap").Text("data.API_URL"));
    }

    [Fact]
    public async Task The_Service_selects_the_side_that_serves_and_names_those_that_are_attached()
    {
        var front = (await RunAsync(attached)).One(Service);

        Assert.Equal(("web", "shop-cluster", "LoadBalancer", 8080d), (front.Text("metadata.name"), front.Text("metadata.namespace"), front.Text("spec.type"), front.At("spec.ports.0.port")));
        Assert.Equal(("web-blue-1", "web-blue-1 web-green-2"), (Selected(front), ((ImmutableDictionary<string, object>)front.At("metadata.annotations")!)[FrontService.Sides]));
        Assert.Equal("shop-cluster/web", (await RunAsync(attached)).Outputs[StackOutputs.Traffic.Rule]);
    }

    [Fact]
    public async Task While_nobody_serves_it_selects_nobody() => Assert.Equal(FrontService.Nobody, Selected((await RunAsync(TrafficSplit.Nobody)).One(Service)));

    [Fact]
    public async Task A_share_between_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<RunException>(() => RunAsync(attached with { Blue = new(true, Weight.Percent(95)), Green = new(true, Weight.Percent(5)) }));

        Assert.Contains("cluster.web.traffic: blue would get 95%, and without a Gateway a Service sends all to one side. Give it 0% or 100%, or give the cluster a gatewayClass.", refusal.Message, StringComparison.Ordinal);
    }

    static Task<StackRun> RunAsync(TrafficSplit split) => StackRun.OfAsync("cluster.web.traffic", catalog, Last(split));

    static Dictionary<string, ImmutableDictionary<string, object>> Last(TrafficSplit split, params (string, ImmutableDictionary<string, object>)[] more) => Given.Stacks([
        ("cluster.network", Given.FrontNetwork),
        ("cluster.web.traffic", Given.Traffic("blue", "f-blue", split.ToJson())),
        ("cluster.web.blue", Given.Environment(Given.Release(), "f-blue", "shop-cluster/web-blue-1")),
        ("cluster.web.green", Given.Environment(Given.Release("v2"), "f-green", "shop-cluster/web-green-2")),
        .. more]);

    static string Selected(Pulumi.Testing.MockResourceArgs service) => (string)((ImmutableDictionary<string, object>)service.At("spec.selector")!)[FrontService.Label];
}
