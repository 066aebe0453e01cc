using Infra.Rpc;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What a program says to the engine about resources: pulumirpc.ResourceMonitor.</summary>
internal sealed class MonitorService(Run run, ProviderRegistry providers, Registrar registrar, DefaultProviders defaults, ResourceReader reader, ProgramEnd end)
{
    const string Service = "pulumirpc.ResourceMonitor";

    static readonly HashSet<string> features = ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith"];

    public void AddTo(GrpcServices services) => services
        .Unary<SupportsFeatureRequest, SupportsFeatureResponse>(Service, "SupportsFeature", (request, _) => Task.FromResult(new SupportsFeatureResponse { HasSupport = features.Contains(request.Id) }))
        .Unary<RegisterResourceRequest, RegisterResourceResponse>(Service, "RegisterResource", RegisterAsync)
        .Unary<ReadResourceRequest, ReadResourceResponse>(Service, "ReadResource", ReadAsync)
        .Unary<ResourceInvokeRequest, ResourceInvokeResponse>(Service, "Invoke", InvokeAsync)
        .Unary<RegisterResourceOutputsRequest, Empty>(Service, "RegisterResourceOutputs", (request, _) => RegisterOutputs(request))
        .Unary<RegisterPackageRequest, RegisterPackageResponse>(Service, "RegisterPackage", (request, _) => Task.FromResult(new RegisterPackageResponse { Ref = $"{request.Name}@{request.Version}" }))
        .Unary<Empty, Empty>(Service, "SignalAndWaitForShutdown", async (_, ct) =>
        {
            await end.SignalAndWaitAsync(ct);
            return new Empty();
        });

    async Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request, CancellationToken ct)
    {
        Refuse();
        if (request.Remote) throw Error($"{request.Type} is a component of another language; the sandbox has no plugins to construct it.");
        var parent = request.Parent.Length > 0 ? run.Find(request.Parent) : null;
        var goal = Goal.From(request, run.Stack, run.Project, parent);
        if (goal.IsProvider && request.Version.Length > 0) goal = goal with { Inputs = goal.Inputs.Set("version", request.Version) };
        if (goal is { Custom: true, IsProvider: false })
        {
            var named = goal.Provider.Length > 0 ? goal.Provider : request.Providers.GetValueOrDefault(goal.Package) ?? Inherited(parent, goal.Package);
            goal = goal with { Provider = named ?? await defaults.ForAsync(goal.Package, request.Version, ct) ?? throw Error($"There is no provider for {goal.Urn}.") };
        }
        var made = await registrar.RegisterAsync(goal, ct) ?? throw Error($"{goal.Urn} was not registered; the reason is among the messages.");
        var accepts = Accepts(request.AcceptSecrets, request.AcceptResources);
        var response = new RegisterResourceResponse { Urn = made.Urn, Id = made.Id, Object = WireCodec.Write(Answer(made), accepts) };
        foreach (var (name, urns) in made.PropertyDependencies) response.PropertyDependencies[name] = new() { Urns = { urns } };
        return response;
    }

    // The id travels as a field of its own.
    static PropertyMap Answer(ResourceState made) => made.Custom ? made.Outputs.Shown.Remove("id") : made.Outputs;

    static string? Inherited(ResourceState? parent, string package) =>
        parent is { Custom: true, Provider.Length: > 0 } && Goal.PackageOf(parent.Type) == package ? parent.Provider : null;

    async Task<ReadResourceResponse> ReadAsync(ReadResourceRequest request, CancellationToken ct)
    {
        Refuse();
        var provider = request.Provider.Length > 0 ? request.Provider
            : await defaults.ForAsync(Goal.PackageOf(request.Type), request.Version, ct) ?? throw Error($"There is no provider for {request.Type}.");
        var read = await reader.ReadAsync(request, provider) ?? throw Error($"{request.Type} '{request.Id}' could not be read; the reason is among the messages.");
        return new ReadResourceResponse { Urn = read.Urn, Properties = WireCodec.Write(read.Outputs, Accepts(request.AcceptSecrets, request.AcceptResources)) };
    }

    async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request, CancellationToken ct)
    {
        Refuse();
        var reference = request.Provider.Length > 0 ? request.Provider
            : await defaults.ForAsync(Goal.PackageOf(request.Tok), request.Version, ct) ?? throw Error($"There is no provider for {request.Tok}.");
        var provider = providers.Find(reference, run.Registered.Concat(run.State.Start.Resources));
        try
        {
            var result = await provider.InvokeAsync(request.Tok, WireCodec.Read(request.Args), ct);
            return new ResourceInvokeResponse { Return = WireCodec.Write(result, Accepts(secrets: true, request.AcceptResources)) };
        }
        catch (EngineException e)
        {
            throw Error(e.Message);
        }
    }

    Task<Empty> RegisterOutputs(RegisterResourceOutputsRequest request)
    {
        var outputs = WireCodec.Read(request.Outputs);
        ResourceState? before = null;
        var after = run.Change(request.Urn, resource =>
        {
            before = resource;
            return resource with { Outputs = outputs };
        });
        var old = run.State.Start.Resources.FirstOrDefault(resource => resource.Urn == request.Urn);
        run.Events.Outputs(new Step { Op = old is null ? Op.Create : Op.Same, Old = old, New = after });
        return Task.FromResult(new Empty());
    }

    void Refuse()
    {
        if (run.MustStop) throw Error(run.Cancelled.IsCancellationRequested ? "The update was cancelled." : "The update stopped after a failure; nothing more is registered.");
    }

    static WireFeatures Accepts(bool secrets, bool resources) => (secrets ? WireFeatures.Secrets : 0) | (resources ? WireFeatures.References : 0);

    static RpcException Error(string message) => new(StatusCode.Unknown, message);
}
