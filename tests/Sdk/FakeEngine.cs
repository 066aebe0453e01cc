using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;
using Pulumirpc;

namespace Infra.Tests.Sdk;

/// <summary>A monitor and an engine on one gRPC server that echo what they are asked and remember it.</summary>
internal sealed partial class FakeEngine : IAsyncDisposable
{
    const string Monitor = "pulumirpc.ResourceMonitor";

    GrpcServer? server;

    public bool IsDryRun { get; init; }

    public HashSet<string> Features { get; init; } = [
        "secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "transforms", "invokeTransforms", "resourceHooks", "parameterization",
    ];

    public Dictionary<string, string> Config { get; init; } = [];

    /// <summary>What a registration answers; by default its inputs, and in an update an id.</summary>
    public Func<RegisterResourceRequest, RegisterResourceResponse>? OnRegister { get; init; }

    public Func<ReadResourceRequest, Struct> OnRead { get; init; } = _ => new Struct();

    public Func<ResourceInvokeRequest, ResourceInvokeResponse> OnInvoke { get; init; } = request => new() { Return = request.Args };

    public ConcurrentQueue<RegisterResourceRequest> Registered { get; } = [];

    public ConcurrentQueue<RegisterResourceOutputsRequest> Outputs { get; } = [];

    public ConcurrentQueue<ResourceInvokeRequest> Invoked { get; } = [];

    public ConcurrentQueue<ReadResourceRequest> Reads { get; } = [];

    public ConcurrentQueue<LogRequest> Logs { get; } = [];

    public string Address => server!.Address;

    public static string Urn(string type, string name) => $"urn:pulumi:dev::shop::{type}::{name}";

    public RegisterResourceRequest Resource(string name) => Registered.Single(request => request.Name == name);

    public Struct StackOutputs => Outputs.Single(outputs => outputs.Urn.Contains("pulumi:pulumi:Stack", StringComparison.Ordinal)).Outputs;

    public async Task<FakeEngine> StartAsync(CancellationToken ct)
    {
        server = await GrpcServer.StartAsync(AddCallbacks(new GrpcServices())
            .Unary<SupportsFeatureRequest, SupportsFeatureResponse>(Monitor, "SupportsFeature", (request, _) =>
                Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) }))
            .Unary<RegisterResourceRequest, RegisterResourceResponse>(Monitor, "RegisterResource", async (request, token) =>
            {
                await TransformAsync(request, token);
                await RunHooksAsync(request, token);
                Registered.Enqueue(request);
                return OnRegister?.Invoke(request) ?? Echo(request);
            })
            .Unary<ReadResourceRequest, ReadResourceResponse>(Monitor, "ReadResource", (request, _) =>
            {
                Reads.Enqueue(request);
                return Task.FromResult(new ReadResourceResponse { Urn = Urn(request.Type, request.Name), Properties = OnRead(request) });
            })
            .Unary<RegisterResourceOutputsRequest, Empty>(Monitor, "RegisterResourceOutputs", (request, _) =>
            {
                Outputs.Enqueue(request);
                return Task.FromResult(new Empty());
            })
            .Unary<ResourceInvokeRequest, ResourceInvokeResponse>(Monitor, "Invoke", async (request, token) =>
            {
                await TransformAsync(request, token);
                Invoked.Enqueue(request);
                return OnInvoke(request);
            })
            .Unary<LogRequest, Empty>("pulumirpc.Engine", "Log", (request, _) =>
            {
                Logs.Enqueue(request);
                return Task.FromResult(new Empty());
            }), ct);
        return this;
    }

    public RegisterResourceResponse Echo(RegisterResourceRequest request) => new()
    {
        Urn = Urn(request.Type, request.Name),
        Id = request.Custom && !IsDryRun ? $"{request.Name}-id" : "",
        Object = request.Object,
    };

    public Task<int> RunAsync(Func<IDictionary<string, object?>> program) => RunAsync(() => Task.FromResult(program()));

    public Task<int> RunAsync(Action program) => RunAsync(() =>
    {
        program();
        return new Dictionary<string, object?>();
    });

    public Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> program) => RunAsync(deployment => deployment.Start(program, options: null));

    public Task<int> RunAsync<TStack>() where TStack : Stack => RunAsync(deployment => deployment.Start(typeof(TStack), services: null));

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    Task<int> RunAsync(Action<Deployment> start)
    {
        var settings = new DeploymentSettings { Project = "shop", Stack = "dev", IsDryRun = IsDryRun, Config = DeploymentSettings.CleanConfig(Config) };
        return Deployment.RunInlineAsync(settings, Address, Address, start);
    }
}
