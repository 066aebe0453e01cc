using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;
using Infra.Tests.Engine;

namespace Infra.Tests.Providers;

/// <summary>A cluster of a test's own in a world of its own, with the releases v1 and v2 of the shop, and an image that ends as soon as it begins.</summary>
internal sealed class ClusterStage : IAsyncDisposable
{
    readonly Scenario scenario;

    ClusterStage(Scenario scenario, string broken) => (this.scenario, Broken, World) = (scenario, broken, new WorldClient(scenario.Options.WorldFolder));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Scenario Scenario => scenario;
    public WorldClient World { get; }
    public string V1 => "shop/web:1";
    public string V2 => "shop/web:2";
    public string Broken { get; }
    public int Port { get; } = FreePort.Next();
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    public static async Task<ClusterStage> StartAsync()
    {
        var (scenario, broken) = await Scenario.WithShopAsync();
        return new ClusterStage(scenario, broken);
    }

    /// <summary>The program is these objects, made one after the other.</summary>
    public Task<CommandEnd> UpAsync(params KubeObject[] objects) => scenario.UpAsync(Program(objects));

    public static Func<InlineProgram, Task> Program(params KubeObject[] objects) => async program =>
    {
        foreach (var one in objects) await program.RegisterAsync(one.Type, one.Name, one.Inputs);
    };

    /// <summary>Inputs of an object as the state has them.</summary>
    public async Task<JsonNode> InputsAsync(string name) => (await scenario.ResourceAsync(name))["inputs"]!;

    /// <summary>Outputs of an object as the state has them.</summary>
    public async Task<JsonNode> OutputsAsync(string name) => (await scenario.ResourceAsync(name))["outputs"]!;

    /// <summary>Which release answers, or the status of who else does.</summary>
    public async Task<string> AskAsync(string path = "/", string? host = null, (string Name, string Value)? header = null, int? port = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port ?? Port}{path}");
        if (host is not null) request.Headers.Host = host;
        if (header is var (name, value)) request.Headers.Add(name, value);
        using var answer = await Http.SendAsync(request, Ct);
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("X-Release").Single() : $"{(int)answer.StatusCode}";
    }

    /// <summary>To whom how many requests come.</summary>
    public async Task<Dictionary<string, int>> SpreadAsync(int requests)
    {
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < requests; i++)
        {
            var who = await AskAsync();
            seen[who] = seen.GetValueOrDefault(who) + 1;
        }
        return seen;
    }

    public async Task<WorkloadStatus?> WorkloadAsync(string name) => await World.FindWorkloadAsync($"default:default/{name}", Ct);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        World.Dispose();
        await scenario.DisposeAsync();
    }
}

/// <summary>An object of a cluster, as a program registers it; the resource is called <c>Kind-name</c>.</summary>
internal sealed record KubeObject(string Type, string Name, string Inputs)
{
    static readonly object probe = new { httpGet = new { path = "/healthz", port = 8080 }, periodSeconds = 1 };

    /// <param name="app">The label of its pods; its name where null.</param>
    /// <param name="pod">More of its pods, over what is usual.</param>
    public static KubeObject Deployment(string name, string image, int? replicas = 1, string? app = null, object? container = null, object? pod = null, object? spec = null, object? annotations = null)
    {
        var labels = new { app = app ?? name };
        var containers = new[] { Merge(new { name = "web", image, ports = new[] { new { containerPort = 8080 } }, readinessProbe = probe }, container) };
        return Of("apps/v1:Deployment", name, Merge(new
        {
            replicas,
            progressDeadlineSeconds = 20,
            selector = new { matchLabels = labels },
            template = new { metadata = new { labels }, spec = Merge(new { containers }, pod) },
        }, spec), annotations: annotations);
    }

    public static KubeObject Service(string name, string app, int port = 80, string type = "ClusterIP", object? annotations = null) =>
        Of("core/v1:Service", name, new { type, selector = new { app }, ports = new[] { new { port } } }, annotations: annotations);

    public static KubeObject Gateway(string name, int port, object? listener = null) =>
        Of("gateway.networking.k8s.io/v1:Gateway", name, new { gatewayClassName = "sandbox", listeners = new[] { Merge(new { name = "http", port, protocol = "HTTP" }, listener) } });

    public static KubeObject Route(string name, params (string Service, int Weight)[] backends) => RouteOf(name, new { backendRefs = Backends(backends) });

    public static KubeObject RouteOf(string name, object rule, object? more = null) =>
        Of("gateway.networking.k8s.io/v1:HTTPRoute", name, Merge(new { parentRefs = new[] { new { name = "edge", sectionName = "http" } }, rules = new[] { rule } }, more));

    public static object[] Backends(params (string Service, int Weight)[] backends) => [.. backends.Select(backend => new { name = backend.Service, port = 80, weight = backend.Weight })];

    public static KubeObject Of(string type, string name, object? spec = null, object? rest = null, string space = "default", object? annotations = null)
    {
        var inputs = Merge(new { metadata = Merge(new { name, @namespace = space }, annotations is null ? null : new { annotations }) }, spec is null ? null : new { spec });
        return new($"kubernetes:{type}", $"{type.Split(':')[1]}-{name}", Merge(inputs, rest).ToJsonString());
    }

    static JsonObject Merge(object under, object? over)
    {
        var merged = JsonSerializer.SerializeToNode(under)!.AsObject();
        if (over is null) return merged;
        foreach (var (key, value) in JsonSerializer.SerializeToNode(over)!.AsObject()) merged[key] = value?.DeepClone();
        return merged;
    }
}
