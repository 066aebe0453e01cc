using System.Text.Json.Nodes;
using Infra.Sandbox.World.Model;
using Infra.Tests.Engine;
using Infra.Tests.World;
using static Infra.Tests.Providers.KubeObject;

namespace Infra.Tests.Providers;

/// <summary>Programs of Gateways, routes and Services, and the requests that they move.</summary>
public sealed class KubernetesTrafficTests
{
    const string Key = "default:default/";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weights_move_real_traffic_and_what_others_did_to_them_is_seen_by_a_refresh()
    {
        await using var stage = await ClusterStage.StartAsync();
        KubeObject[] sides = [Service("web-blue", "web-blue"), Service("web-green", "web-green"), Deployment("web-blue", stage.V1), Deployment("web-green", stage.V2), Gateway("edge", stage.Port)];

        (await stage.UpAsync([.. sides, Route("web", ("web-blue", 100), ("web-green", 0))])).Ok();
        Assert.Equal(["v1"], (await stage.SpreadAsync(20)).Keys);
        (await stage.UpAsync([.. sides, Route("web", ("web-blue", 50), ("web-green", 50))])).Ok();
        Assert.Equal(["v1", "v2"], (await stage.SpreadAsync(40)).Keys.Order());
        (await stage.UpAsync([.. sides, Route("web", ("web-blue", 0), ("web-green", 100))])).Ok();
        Assert.Equal(["v2"], (await stage.SpreadAsync(20)).Keys);

        var rule = (await stage.World.FindRuleAsync(Key + "web", Ct))!;
        Assert.Equal([new(Key + "web-blue", 0), new(Key + "web-green", 100)], rule.Action.Forward);
        await stage.World.ReplaceAsync(rule, rule with { Action = new RuleAction { Forward = [new(Key + "web-blue", 95), new(Key + "web-green", 5)] } }, Ct);
        // An update of something else leaves what others did.
        (await stage.UpAsync([.. sides, Route("web", ("web-blue", 0), ("web-green", 100)), Service("other", "other")])).Ok();
        Assert.Equal(95, (await stage.World.FindRuleAsync(Key + "web", Ct))!.Action.Forward[0].Weight);
        await stage.Scenario.OkAsync("refresh --yes --skip-preview --stack dev");
        Assert.Equal("[95,5]", Weights(await stage.InputsAsync("HTTPRoute-web")));
        Assert.Equal("update", (await stage.UpAsync([.. sides, Route("web", ("web-blue", 0), ("web-green", 100))])).Ok().Ops("HTTPRoute-web"));
        Assert.Equal(100, (await stage.World.FindRuleAsync(Key + "web", Ct))!.Action.Forward[1].Weight);
        await stage.Scenario.OkAsync("refresh --yes --skip-preview --expect-no-changes --stack dev");
    }

    [Fact]
    public async Task A_Service_that_is_not_there_takes_its_share_with_500_and_one_without_pods_with_503()
    {
        await using var stage = await ClusterStage.StartAsync();
        KubeObject[] edge = [Route("web", ("web", 1)), Gateway("edge", stage.Port)];

        (await stage.UpAsync(edge)).Ok();
        Assert.Equal("500", await stage.AskAsync());
        (await stage.UpAsync([.. edge, Service("web", "web")])).Ok();
        Assert.Equal("503", await stage.AskAsync());
        (await stage.UpAsync([.. edge, Service("web", "web"), Deployment("web", stage.V1)])).Ok();
        Assert.Equal("v1", await stage.AskAsync());
        (await stage.UpAsync([.. edge, Deployment("web", stage.V1)])).Ok();
        Assert.Equal("500", await stage.AskAsync());
        Assert.True((await stage.WorkloadAsync("web"))!.IsSteady);
        await stage.Scenario.OkAsync("refresh --yes --skip-preview --stack dev");
        Assert.Contains("BackendNotFound", (await stage.OutputsAsync("HTTPRoute-web"))["status"]!.ToJsonString());
    }

    [Fact]
    public async Task The_selector_of_an_open_Service_moves_all_of_its_traffic_and_restarts_nobody()
    {
        await using var stage = await ClusterStage.StartAsync();
        KubeObject[] sides = [Deployment("blue", stage.V1), Deployment("green", stage.V2)];
        (await stage.UpAsync([.. sides, Service("web", "blue", stage.Port, "LoadBalancer")])).Ok();
        Assert.Equal("v1", await stage.AskAsync());
        var before = await ProcessesAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var load = Task.Run(async () =>
        {
            var seen = new List<string>();
            while (!stop.IsCancellationRequested) seen.Add(await stage.AskAsync());
            return seen;
        }, Ct);

        (await stage.UpAsync([.. sides, Service("web", "green", stage.Port, "LoadBalancer")])).Ok();
        Assert.Equal(["v2"], (await stage.SpreadAsync(10)).Keys);
        await stop.CancelAsync();

        var seen = await load;
        Assert.Equal(["v1", "v2"], seen.Distinct());
        Assert.Equal(before, await ProcessesAsync());
        Assert.Equal("127.0.0.1", (await stage.OutputsAsync("Service-web"))["status"]!["loadBalancer"]!["ingress"]![0]!["ip"]!.GetValue<string>());
        (await stage.UpAsync([.. sides, Service("web", "green", stage.Port)])).Ok();
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.AskAsync());

        async Task<List<int>> ProcessesAsync() => [.. (await stage.World.StatusAsync(Ct)).Workloads.SelectMany(workload => workload.Targets).Select(target => target.ProcessId).Order()];
    }

    [Fact]
    public async Task A_mirror_gets_copies_whose_answers_nobody_sees()
    {
        await using var stage = await ClusterStage.StartAsync();
        var mirror = new { type = "RequestMirror", requestMirror = new { backendRef = new { name = "green", port = 80 }, percent = 50 } };

        (await stage.UpAsync(
            Gateway("edge", stage.Port), Service("blue", "blue"), Service("green", "green"), Deployment("blue", stage.V1), Deployment("green", stage.V2),
            RouteOf("web", new { backendRefs = Backends(("blue", 1)), filters = new[] { mirror } }))).Ok();
        Assert.Equal([new Mirror(Key + "green", 50, 100)], (await stage.World.FindRuleAsync(Key + "web", Ct))!.Action.Mirrors);
        Assert.Equal(["v1"], (await stage.SpreadAsync(60)).Keys);

        // 60 heads or tails: fewer than 10 or more than 50 is once in tens of millions.
        await Eventually.HoldsAsync(async () => Copies(await stage.World.MetricsAsync(Ct)) is > 10 and < 50, async () => await stage.World.MetricsAsync(Ct));
        Assert.Equal(0, new Counters(await stage.World.MetricsAsync(Ct)).Requests("default/green"));

        // What others set of them a refresh finds.
        await CopyAsync(new Mirror(Key + "green", 20, 100));
        Assert.Equal("20", (await FiltersAsync())![0]!["requestMirror"]!["percent"]!.ToJsonString());
        await CopyAsync();
        Assert.Null(await FiltersAsync());

        async Task CopyAsync(params Mirror[] mirrors)
        {
            var rule = (await stage.World.FindRuleAsync(Key + "web", Ct))!;
            await stage.World.ReplaceAsync(rule, rule with { Action = rule.Action with { Mirrors = [.. mirrors] } }, Ct);
            await stage.Scenario.OkAsync("refresh --yes --skip-preview --stack dev");
        }

        async Task<JsonNode?> FiltersAsync() => (await stage.InputsAsync("HTTPRoute-web"))["spec"]!["rules"]![0]!["filters"];

        static long Copies(string metrics) => metrics.Split('\n').Where(line => line.StartsWith("infra_router_mirrored_requests_total{", StringComparison.Ordinal) && line.Contains("code=\"200\"")).Sum(line => long.Parse(line.Split(' ')[1]));
    }

    [Fact]
    public async Task A_port_is_given_to_one_Gateway()
    {
        await using var stage = await ClusterStage.StartAsync();
        var safe = Gateway("safe", FreePort.Next(), new { protocol = "HTTPS", tls = new { certificateRefs = new[] { new { name = "shop" } } } });
        (await stage.UpAsync(Gateway("edge", stage.Port), safe)).Ok();
        Assert.Equal(ListenerProtocol.Https, (await stage.World.FindListenerAsync(Key + "safe#http", Ct))!.Protocol);
        Assert.Contains("""[{"type":"IPAddress","value":"127.0.0.1"}]""", (await stage.OutputsAsync("Gateway-edge"))["status"]!.ToJsonString());

        var end = await stage.UpAsync(Gateway("edge", stage.Port), safe, Gateway("other", stage.Port));

        Assert.Contains(end.Errors, error => error.Contains($"The Gateway default/other can't have port {stage.Port} for its listener 'http'") && error.Contains("in use by listener default:default/edge#http"));
        Assert.DoesNotContain("::Gateway-other\"", (await stage.Scenario.StateAsync()).ToJsonString());
        await stage.Scenario.OkAsync("destroy --yes --skip-preview --stack dev");
        Assert.Empty((await stage.World.StatusAsync(Ct)).Listeners);
    }

    [Fact]
    public async Task What_the_router_cannot_do_is_refused_before_anything_is_made()
    {
        await using var scenario = await Scenario.StartAsync();
        object[] backends = Backends(("web", 1));
        var end = await scenario.PreviewAsync(async program =>
        {
            object[] rules =
            [
                new { backendRefs = backends, matches = new[] { new { path = new { type = "RegularExpression", value = "/a.*" } } } },
                new { backendRefs = backends, filters = new[] { new { type = "URLRewrite", urlRewrite = new { hostname = "a.example" } } } },
                new { backendRefs = backends, timeouts = new { request = "10s" } },
                new { backendRefs = backends, matches = new[] { new { method = "GET" } } },
                new { backendRefs = new[] { new { name = "web", port = 80, @namespace = "other" } } },
            ];
            KubeObject[] gateways = [Gateway("edge", 8080, new { protocol = "TCP" }), Gateway("safe", 8443, new { protocol = "HTTPS" })];
            foreach (var one in rules.Select((rule, index) => RouteOf($"route-{index}", rule)).Concat(gateways))
            {
                try
                {
                    await program.RegisterAsync(one.Type, one.Name, one.Inputs);
                }
                catch (Infra.Rpc.RpcException)
                {
                    // Refused, which the preview says.
                }
            }
        });

        foreach (var sentence in (string[])["does Exact and PathPrefix", "does RequestMirror and no other filter", "keeps its own time", "matches by host, path and headers", "has no ReferenceGrants", "is TCP; the sandbox's router speaks HTTP and HTTPS", "tls.certificateRefs' is required for HTTPS"])
            Assert.Contains(end.Errors, error => error.Contains(sentence));
    }

    static string Weights(JsonNode inputs) => $"[{string.Join(",", inputs["spec"]!["rules"]![0]!["backendRefs"]!.AsArray().Select(backend => backend!["weight"]!.ToJsonString()))}]";
}
