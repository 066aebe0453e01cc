using Infra.Sandbox.World.Model;
using Infra.Tests.Engine;
using static Infra.Tests.Providers.KubeObject;

namespace Infra.Tests.Providers;

/// <summary>Routes of one Gateway, and which of them takes a request.</summary>
public sealed class KubernetesRouteTests
{
    const string Key = "default:default/";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rule_that_asks_most_of_a_request_takes_it_whichever_was_made_first()
    {
        await using var stage = await ClusterStage.StartAsync();
        object Rule(string service, object match) => new { matches = new[] { match }, backendRefs = Backends((service, 1)) };
        object Prefix(string value) => new { path = new { type = "PathPrefix", value } };

        (await stage.UpAsync(
            Gateway("edge", stage.Port), Service("one", "one"), Service("two", "two"), Deployment("one", stage.V1), Deployment("two", stage.V2),
            Route("all", ("one", 1)),
            RouteOf("tea", Rule("two", Prefix("/tea/"))),
            RouteOf("cup", Rule("one", Prefix("/tea/cup"))),
            RouteOf("exact", Rule("two", new { path = new { type = "Exact", value = "/tea/cup/blue" } })),
            RouteOf("canary", Rule("two", new { headers = new[] { new { name = "X-Canary", value = "Always" } } })),
            RouteOf("host", Rule("two", new { }), new { hostnames = new[] { "*.shop.example" } }))).Ok();

        Assert.Equal("v1", await stage.AskAsync());
        // The shop knows none of these pages, and says who it is all the same.
        Assert.Equal("v2", await WhoAsync("/tea"));
        Assert.Equal("v2", await WhoAsync("/tea/green"));
        Assert.Equal("v1", await WhoAsync("/teapot"));
        Assert.Equal("v1", await WhoAsync("/tea/cup/red"));
        Assert.Equal("v2", await WhoAsync("/tea/cup/blue"));
        Assert.Equal("v2", await stage.AskAsync(header: ("x-canary", "Always")));
        Assert.Equal("v1", await stage.AskAsync(header: ("X-Canary", "always")));
        Assert.Equal("v2", await stage.AskAsync(host: "web.shop.example"));
        Assert.Equal("v1", await stage.AskAsync(host: "shop.example"));

        async Task<string> WhoAsync(string path)
        {
            using var answer = await stage.Http.GetAsync($"http://127.0.0.1:{stage.Port}{path}", Ct);
            return answer.Headers.GetValues("X-Release").Single();
        }
    }

    [Fact]
    public async Task However_many_routes_come_each_before_all_others_what_was_set_for_one_stays()
    {
        await using var stage = await ClusterStage.StartAsync();
        // Nobody is there for one half, nobody is ready for the other.
        KubeObject Route(int depth) => RouteOf($"r{depth}", new { matches = new[] { new { path = new { type = "PathPrefix", value = Path(depth) } } }, backendRefs = Backends((depth % 2 == 0 ? "gone" : "idle", 1), ("other", 0)) });
        (await stage.UpAsync(Gateway("edge", stage.Port), Service("idle", "idle"), Route(1))).Ok();
        var rule = (await stage.World.FindRuleAsync(Key + "r1", Ct))!;
        await stage.World.ReplaceAsync(rule, rule with { Action = new RuleAction { Forward = [new(Key + "idle", 7), new(Key + "other", 0)] } }, Ct);

        // Halving what is free before the first, the router's 50,000 places last for 15 of them.
        (await stage.UpAsync([Gateway("edge", stage.Port), Service("idle", "idle"), .. Enumerable.Range(1, 20).Select(Route)])).Ok();

        foreach (var depth in Enumerable.Range(1, 20)) Assert.Equal(depth % 2 == 0 ? "500" : "503", await stage.AskAsync(Path(depth)));
        Assert.NotEqual(rule.Priority, (await stage.World.FindRuleAsync(Key + "r1", Ct))!.Priority);
        Assert.Equal(7, (await stage.World.FindRuleAsync(Key + "r1", Ct))!.Action.Forward[0].Weight);

        static string Path(int depth) => string.Concat(Enumerable.Repeat("/a", depth));
    }
}
