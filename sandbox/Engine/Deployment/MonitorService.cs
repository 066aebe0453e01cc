using Infra.Rpc;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What a program says to the engine about resources: pulumirpc.ResourceMonitor.</summary>
internal sealed class MonitorService(Run run, ProviderRegistry providers, Registrar registrar, DefaultProviders defaults, ResourceReader reader, Transforms transforms, ProgramEnd end, Activity activity)
{
    const string Service = "pulumirpc.ResourceMonitor";

    static readonly HashSet<string> features = ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "transforms", "invokeTransforms"];

    public void AddTo(GrpcServices services) => services
        .Unary<SupportsFeatureRequest, SupportsFeatureResponse>(Service, "SupportsFeature", (request, _) => Task.FromResult(new SupportsFeatureResponse { HasSupport = features.Contains(request.Id) }))
        .Unary<RegisterResourceRequest, RegisterResourceResponse>(Service, "RegisterResource", RegisterAsync)
        .Unary<ReadResourceRequest, ReadResourceResponse>(Service, "ReadResource", (request, ct) => AnswerAsync(() => ReadAsync(request, ct)))
        .Unary<ResourceInvokeRequest, ResourceInvokeResponse>(Service, "Invoke", (request, ct) => AnswerAsync(() => InvokeAsync(request, ct)))
        .Unary<RegisterResourceOutputsRequest, Empty>(Service, "RegisterResourceOutputs", (request, _) => RegisterOutputsAsync(request))
        .Unary<Callback, Empty>(Service, "RegisterStackTransform", (transform, _) => Take(() => transforms.AddToStack(transform)))
        .Unary<Callback, Empty>(Service, "RegisterStackInvokeTransform", (transform, _) => Take(() => transforms.AddToInvokes(transform)))
        .Unary<RegisterPackageRequest, RegisterPackageResponse>(Service, "RegisterPackage", (request, _) => Task.FromResult(new RegisterPackageResponse { Ref = $"{request.Name}@{request.Version}" }))
        .Unary<Empty, Empty>(Service, "SignalAndWaitForShutdown", async (_, ct) =>
        {
            await end.SignalAndWaitAsync(ct);
            return new Empty();
        });

    public Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request, CancellationToken ct) => AnswerAsync(() => MakeAsync(request, ct));

    public Task<Empty> RegisterOutputsAsync(RegisterResourceOutputsRequest request) => AnswerAsync(() => TakeAsync(request));

    async Task<RegisterResourceResponse> MakeAsync(RegisterResourceRequest request, CancellationToken ct)
    {
        if (request.Remote) throw Error($"{request.Type} is a component of another language; the sandbox has no plugins to construct it.");
        request = await transforms.ApplyAsync(request, ct);
        var parent = request.Parent.Length > 0 ? run.Find(request.Parent) : null;
        var goal = Goal.From(request, run.Stack, run.Project, parent, run.Aliases(request.Parent));
        run.Events.Secrets.Learn(goal.Inputs);
        transforms.Inherit(goal.Urn, request);
        if (goal.IsProvider && request.Version.Length > 0) goal = goal with { Inputs = goal.Inputs.Set("version", request.Version) };
        if (goal is { Custom: true, IsProvider: false })
        {
            var named = goal.Provider.Length > 0 ? goal.Provider : request.Providers.GetValueOrDefault(goal.Package) ?? Inherited(parent, goal.Package);
            goal = goal with { Provider = named ?? await defaults.ForAsync(goal.Package, request.Version, ct) ?? throw ShutDown($"there is no provider for {goal.Urn}") };
        }
        var made = await registrar.RegisterAsync(goal, ct);
        if (made is null && request.SupportsResultReporting && run is { ContinuesOnError: true, MustStop: false }) return new RegisterResourceResponse { Urn = goal.Urn, Object = request.Object, Result = Result.Fail };
        if (made is null) throw ShutDown($"{goal.Urn} was not registered");
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
        var provider = request.Provider.Length > 0 ? request.Provider
            : await defaults.ForAsync(Goal.PackageOf(request.Type), request.Version, ct) ?? throw ShutDown($"there is no provider for {request.Type}");
        var read = await reader.ReadAsync(request, provider) ?? throw ShutDown($"{request.Type} '{request.Id}' could not be read");
        return new ReadResourceResponse { Urn = read.Urn, Properties = WireCodec.Write(read.Outputs, Accepts(request.AcceptSecrets, request.AcceptResources)) };
    }

    async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request, CancellationToken ct)
    {
        request = await transforms.ApplyAsync(request, ct);
        var reference = request.Provider.Length > 0 ? request.Provider
            : await defaults.ForAsync(Goal.PackageOf(request.Tok), request.Version, ct) ?? throw ShutDown($"there is no provider for {request.Tok}");
        var provider = providers.Find(reference, run.Registered.Concat(run.State.Start.Resources));
        var args = WireCodec.Read(request.Args);
        run.Events.Secrets.Learn(args);
        var result = await provider.InvokeAsync(request.Tok, args, ct);
        return new ResourceInvokeResponse { Return = WireCodec.Write(result, Accepts(secrets: true, request.AcceptResources)) };
    }

    async Task<Empty> TakeAsync(RegisterResourceOutputsRequest request)
    {
        var outputs = WireCodec.Read(request.Outputs);
        run.Events.Secrets.Learn(outputs);
        var after = run.Change(request.Urn, resource => resource with { Outputs = outputs });
        await run.State.SyncAsync();
        var old = run.Before(request.Urn);
        run.Events.Outputs(new Step { Op = old is null ? Op.Create : Op.Same, Old = old, New = after });
        return new Empty();
    }

    static Task<Empty> Take(Action take)
    {
        take();
        return Task.FromResult(new Empty());
    }

    async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        if (run.MustStop || !activity.TryEnter()) throw ShutDown(run.Cancelled.IsCancellationRequested ? "the update was cancelled" : "the update stopped after a failure");
        try
        {
            return await answer();
        }
        catch (EngineException e)
        {
            throw Error(e.Message);
        }
        finally
        {
            activity.Leave();
        }
    }

    static WireFeatures Accepts(bool secrets, bool resources) => (secrets ? WireFeatures.Secrets : 0) | (resources ? WireFeatures.References : 0);

    // Pulumi's status and first words, by which SDKs know that the reason has been told already.
    static RpcException ShutDown(string what) => new(StatusCode.Unavailable, $"resource monitor shut down while waiting on step's done channel: {what}; the reason is among the messages");

    static RpcException Error(string message) => new(StatusCode.Unknown, message);
}
