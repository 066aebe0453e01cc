using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;
using Pulumirpc;

namespace Infra.Tests.Sdk;

/// <summary>What the engine calls back: transforms, of a resource and then of the stack, and hooks around its creation.</summary>
internal sealed partial class FakeEngine
{
    readonly ConcurrentDictionary<string, Callback> hooks = [];
    readonly ConcurrentQueue<Callback> invokeTransforms = [];
    IReadOnlyList<Callback> stackTransforms = [];

    /// <summary>The options that a transform is shown.</summary>
    public TransformResourceOptions Options { get; init; } = new();

    /// <summary>The property that a transform is shown as the output of a secret.</summary>
    public string? Secret { get; init; }

    public ConcurrentQueue<TransformResponse> Transformed { get; } = [];

    public ConcurrentQueue<ErrorHookResponse> ErrorHooks { get; } = [];

    public ConcurrentQueue<Pulumirpc.RegisterPackageRequest> Packages { get; } = [];

    public ConcurrentQueue<ResourceCallRequest> Called { get; } = [];

    public Func<ResourceCallRequest, CallResponse> OnCall { get; init; } = _ => new();

    public bool WasWaitedFor { get; private set; }

    GrpcServices AddCallbacks(GrpcServices services) => services
        .Unary<Callback, Empty>(Monitor, "RegisterStackInvokeTransform", (callback, _) => Done(() => invokeTransforms.Enqueue(callback)))
        .Unary<RegisterResourceHookRequest, Empty>(Monitor, "RegisterResourceHook", (request, _) => Done(() => hooks[request.Name] = request.Callback))
        .Unary<RegisterErrorHookRequest, Empty>(Monitor, "RegisterErrorHook", (request, _) => Done(() => hooks[request.Name] = request.Callback))
        .Unary<Empty, Empty>(Monitor, "SignalAndWaitForShutdown", (_, _) => Done(() => WasWaitedFor = true))
        .Unary<ResourceCallRequest, CallResponse>(Monitor, "Call", (request, _) =>
        {
            Called.Enqueue(request);
            return Task.FromResult(OnCall(request));
        })
        .Unary<Pulumirpc.RegisterPackageRequest, RegisterPackageResponse>(Monitor, "RegisterPackage", (request, _) =>
        {
            Packages.Enqueue(request);
            return Task.FromResult(new RegisterPackageResponse { Ref = $"{request.Name}#{Packages.Count}" });
        });

    async Task TransformAsync(RegisterResourceRequest request, CancellationToken ct)
    {
        if (request.Type == Stack.TypeName) stackTransforms = request.Transforms;
        foreach (var transform in request.Type == Stack.TypeName ? request.Transforms : request.Transforms.Concat(stackTransforms))
        {
            var asked = new TransformRequest { Type = request.Type, Name = request.Name, Custom = request.Custom, Parent = request.Parent, Properties = Shown(request.Object), Options = Options };
            var answer = await CallBackAsync<TransformRequest, TransformResponse>(transform, asked, ct);
            Transformed.Enqueue(answer);
            if (answer.Properties is not null) request.Object = answer.Properties;
        }
    }

    async Task TransformAsync(ResourceInvokeRequest request, CancellationToken ct)
    {
        foreach (var transform in invokeTransforms)
        {
            var answer = await CallBackAsync<TransformInvokeRequest, TransformInvokeResponse>(transform, new() { Token = request.Tok, Args = request.Args, Options = new() { Version = "1.0.0" } }, ct);
            if (answer.Args is null) continue;
            request.Args = answer.Args;
            request.Version = answer.Options.Version;
        }
    }

    async Task RunHooksAsync(RegisterResourceRequest request, CancellationToken ct)
    {
        foreach (var name in request.Hooks?.BeforeCreate ?? [])
            await CallBackAsync<ResourceHookRequest, ResourceHookResponse>(
                hooks[name], new() { Urn = Urn(request.Type, request.Name), Name = request.Name, Type = request.Type, NewInputs = request.Object }, ct);
        foreach (var name in request.Hooks?.OnError ?? [])
            ErrorHooks.Enqueue(await CallBackAsync<ErrorHookRequest, ErrorHookResponse>(
                hooks[name], new() { Name = request.Name, FailedOperation = "create", Errors = { "too slow" } }, ct));
    }

    Struct Shown(Struct properties)
    {
        if (Secret is null || !properties.Fields.TryGetValue(Secret, out var value)) return properties;
        var shown = properties.Clone();
        shown.Fields[Secret] = Value.ForStruct(new()
        {
            Fields = { [WireValues.SignatureKey] = Value.ForString(WireValues.OutputValueSignature), ["value"] = value, ["secret"] = Value.ForBool(true) },
        });
        return shown;
    }

    static async Task<TResponse> CallBackAsync<TRequest, TResponse>(Callback callback, TRequest request, CancellationToken ct)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new()
    {
        using var channel = new GrpcChannel(callback.Target);
        var invoke = new CallbackInvokeRequest { Token = callback.Token, Request = request.ToByteString() };
        var answer = await channel.CallAsync<CallbackInvokeRequest, CallbackInvokeResponse>("pulumirpc.Callbacks", "Invoke", invoke, ct);
        return new MessageParser<TResponse>(() => new TResponse()).ParseFrom(answer.Response);
    }

    static Task<Empty> Done(Action act)
    {
        act();
        return Task.FromResult(new Empty());
    }
}
