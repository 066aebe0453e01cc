using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Platforms.Kubernetes;
using Infra.Tests.Compliance;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>Our eyes and hands on a fake cluster with a fake Prometheus and a fake registry, over HTTP.</summary>
sealed class KubernetesStand : IPlatform, IAsyncDisposable
{
    public const string RoutePath = "/apis/gateway.networking.k8s.io/v1/namespaces/local/httproutes/web";
    public const string FrontPath = "/api/v1/namespaces/local/services/web";
    public const string Pulumi = "pulumi-kubernetes-0d3a9b1c";

    readonly FakeServer[] servers;
    readonly HashSet<string> images = [];
    readonly bool hasGateway;

    KubernetesStand(FakeServer cluster, FakeServer counts, FakeKubernetes kubernetes, FakePrometheus prometheus, HurriedTime time, Func<bool, string?>? token, bool hasGateway)
    {
        (servers, Kubernetes, Prometheus, Time, this.hasGateway) = ([cluster, counts], kubernetes, prometheus, time, hasGateway);
        var access = new KubeAccess { Server = new(cluster.Address.OriginalString), Token = (anew, _) => Task.FromResult(token is null ? Kubernetes.Token : token(anew)) };
        Own = new(new(null, "shop-local", counts.Address, hasGateway ? PrometheusQueries.Istio : PrometheusQueries.IstioPods, hasGateway), access, time, new("/nowhere/config.json"));
        Rollout(Scenario.Shares(100, 0));
        foreach (var side in new[] { "blue", "green", "other" })
            Kubernetes.Put($"/api/v1/namespaces/local/services/web-{side}", Json($$$"""{"kind":"Service","spec":{"selector":{"app":"web","colour":"{{{side}}}"},"ports":[{"port":80}]}}"""));
    }

    public FakeKubernetes Kubernetes { get; }
    public FakePrometheus Prometheus { get; }
    public HurriedTime Time { get; }
    public KubernetesPlatform Own { get; }

    public ITrafficRouter Router => Own.Router;
    public ITargetHealth Health => Own.Health;
    public IProbe Probe => Own.Probe!;
    public IArtefacts Artefacts => Own.Artefacts;
    public string OtherTargets => "local/web-other";
    public Route Uncounted => Route with { BlueTargets = "local/nobody", GreenTargets = "local/no-one" };

    public Route Route { get; } = new()
    {
        Key = Some.Web,
        ProductionListener = "local/gateway",
        ProductionUrl = "http://web.example.com",
        TestUrl = "http://web.example.com",
        Rule = "local/web",
        BlueTargets = "local/web-blue",
        GreenTargets = "local/web-green",
    };

    public static async Task<KubernetesStand> StartAsync(Func<bool, string?>? token = null, bool hasGateway = true)
    {
        var time = new HurriedTime();
        var (kubernetes, prometheus) = (new FakeKubernetes(), new FakePrometheus(time));
        KubernetesStand? stand = null;
        var cluster = await FakeServer.StartAsync(request => request.Path.StartsWith("/v2/", StringComparison.Ordinal) ? stand!.Registry(request) : kubernetes.Answer(request));
        return stand = new(cluster, await FakeServer.StartAsync(prometheus.Answer), kubernetes, prometheus, time, token, hasGateway);
    }

    /// <summary>What Pulumi does in an update: it applies all that the stack declares, by its own name and without force.</summary>
    public FakeAnswer Rollout(Shares shares)
    {
        if (!hasGateway) return Kubernetes.Apply(FrontPath, Pulumi, force: false, Front(shares));
        var backends = from side in new[] { Colour.Blue, Colour.Green }
                       where shares[side].Attached
                       select $$"""{"name":"web-{{side.Word}}","port":80,"weight":{{shares[side].Weight.InPercent}}}""";
        return Kubernetes.Apply(RoutePath, Pulumi, force: false, Spec(string.Join(',', backends)));
    }

    /// <summary>Without a Gateway somebody edits the selector, and nothing else.</summary>
    public Task MoveAsync(params (Colour Side, int Weight)[] weights)
    {
        if (!hasGateway)
        {
            var front = Kubernetes.Objects[FrontPath].DeepClone().AsObject();
            front["spec"]!["selector"] = Selector(weights.Single(one => one.Weight > 0).Side);
            Kubernetes.Put(FrontPath, front);
            return Task.CompletedTask;
        }

        var live = Kubernetes.Objects[RoutePath].DeepClone().AsObject();
        live["spec"] = Spec(string.Join(',', weights.Select(one => $$"""{"name":"web-{{one.Side.Word}}","port":80,"weight":{{one.Weight}}}""")))["spec"]!.DeepClone();
        Kubernetes.Put(RoutePath, live);
        return Task.CompletedTask;
    }

    public Task RemoveRuleAsync()
    {
        Kubernetes.Objects.Remove(hasGateway ? RoutePath : FrontPath);
        return Task.CompletedTask;
    }

    public Task RunAsync(Colour side, bool isFit)
    {
        var ready = isFit ? "true" : "false";
        Kubernetes.Put($"/apis/apps/v1/namespaces/local/deployments/web-{side.Word}", Json($$$$"""
            {"spec":{"replicas":2,"template":{"metadata":{"labels":{"app":"web","colour":"{{{{side.Word}}}}","release":"v1"} } }},
             "status":{"conditions":[{"type":"Available","status":"{{{{(isFit ? "True" : "False")}}}}","message":"Deployment does not have minimum availability."}]}}
            """));
        foreach (var (slice, addresses) in new[] { ("v4", "10.0.0"), ("v6", "fd00:") })
            Kubernetes.Put($"/apis/discovery.k8s.io/v1/namespaces/local/endpointslices/web-{side.Word}-{slice}", Json($$$"""
                {"metadata":{"labels":{"kubernetes.io/service-name":"web-{{{side.Word}}}"}},
                 "endpoints":[{"addresses":["{{{addresses}}}.1"],"conditions":{"ready":{{{ready}}}},"targetRef":{"uid":"{{{side.Word}}}-1"}},
                              {"addresses":["{{{addresses}}}.2"],"conditions":{"ready":{{{ready}}}},"targetRef":{"uid":"{{{side.Word}}}-2"}},
                              {"addresses":["{{{addresses}}}.3"],"conditions":{"ready":false,"serving":true,"terminating":true},"targetRef":{"uid":"{{{side.Word}}}-3"}}]}
                """));
        return Task.CompletedTask;
    }

    public Task<Counts> AnswerAsync(Colour side, int requests)
    {
        var failed = side == Colour.Green ? requests / 3 : 0;
        var slow = side == Colour.Green ? requests / 2 : 0;
        Add("istio_requests_total", requests - failed, ("response_code", "200"));
        Add("istio_requests_total", failed - failed / 2, ("response_code", "503"));
        Add("istio_requests_total", failed / 2, ("response_code", "0"));
        Add("istio_request_duration_milliseconds_bucket", requests - slow, ("le", "250"));
        Add("istio_request_duration_milliseconds_bucket", requests, ("le", "500"));
        Add("istio_request_duration_milliseconds_bucket", requests, ("le", "+Inf"));
        return Task.FromResult(new Counts(requests, failed, slow));

        void Add(string name, int by, (string, string) label) =>
            Prometheus.Add(name, by, [
                ("reporter", hasGateway ? "source" : "destination"),
                (hasGateway ? "destination_service_namespace" : "destination_workload_namespace", "local"),
                (hasGateway ? "destination_service_name" : "destination_workload", $"web-{side.Word}"),
                label]);
    }

    public Task CountedAsync()
    {
        Time.Advance(TimeSpan.FromSeconds(20));
        Prometheus.Scrape();
        return Task.CompletedTask;
    }

    public Task<Release> PushAsync()
    {
        var release = Some.Release("1") with { Artefact = $"127.0.0.1:{servers[0].Address.Port}/shop/web" };
        images.Add($"/v2/shop/web/manifests/{release.Digest}");
        return Task.FromResult(release);
    }

    public async ValueTask DisposeAsync()
    {
        Own.Dispose();
        foreach (var server in servers) await server.DisposeAsync();
    }

    static JsonObject Spec(string backends) => Json($$$"""
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute",
         "metadata":{"name":"web","namespace":"local","labels":{"app.kubernetes.io/managed-by":"pulumi"},"annotations":{"infra/stage":"local"}},
         "spec":{"hostnames":["web.example.com"],"parentRefs":[{"name":"gateway"}],
                 "rules":[{"matches":[{"path":{"type":"PathPrefix","value":"/"}}],"backendRefs":[{{{backends}}}]}]}}
        """);

    static JsonObject Front(Shares shares)
    {
        Colour[] sides = [Colour.Blue, Colour.Green];
        var front = Json($$$"""
            {"apiVersion":"v1","kind":"Service",
             "metadata":{"name":"web","namespace":"local","labels":{"app.kubernetes.io/managed-by":"pulumi"},
                         "annotations":{"{{{FrontService.Sides}}}":"{{{string.Join(' ', sides.Where(side => shares[side].Attached).Select(side => $"web-{side.Word}"))}}}"}},
             "spec":{"type":"LoadBalancer","ports":[{"name":"http","port":80,"targetPort":"http"}]}}
            """);
        front["spec"]!["selector"] = Selector(sides.Single(side => shares[side].Weight == Weight.All));
        return front;
    }

    static JsonObject Selector(Colour side) => new() { ["app"] = "web", ["colour"] = side.Word };

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>As Docker's registry does it: who asks without a token is told where to get one.</summary>
    FakeAnswer Registry(FakeRequest request) => request switch
    {
        { Path: "/v2/token" } => new(200, "application/json", $$"""{"token":"pull {{request.Parameter("scope")}}"}"""),
        _ when request.Header("authorization") != "Bearer pull repository:shop/web:pull" => new(401, "application/json", "{}", ("WWW-Authenticate", $"Bearer realm=\"{servers[0].Address}v2/token\",service=\"registry\",scope=\"repository:shop/web:pull\"")),
        _ => new(images.Contains(request.Path) ? 200 : 404, "application/json", "{}"),
    };
}
