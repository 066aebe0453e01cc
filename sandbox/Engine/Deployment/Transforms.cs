using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf;
using Infra.Rpc;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What a program changes in its own registrations and calls before the engine looks at them: a resource's transforms first, then its parents', then the stack's.</summary>
internal sealed class Transforms : IDisposable
{
    readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> channels = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, ImmutableArray<Callback>> inherited = new(StringComparer.Ordinal);
    ImmutableArray<Callback> ofStack = [], ofInvokes = [];

    public void AddToStack(Callback transform) => ImmutableInterlocked.Update(ref ofStack, all => all.Add(transform));

    public void AddToInvokes(Callback transform) => ImmutableInterlocked.Update(ref ofInvokes, all => all.Add(transform));

    /// <summary>The children of a registered resource get its transforms too.</summary>
    public void Inherit(string urn, RegisterResourceRequest request)
    {
        if (Own(request) is { Length: > 0 } own) inherited[urn] = own;
    }

    public async Task<RegisterResourceRequest> ApplyAsync(RegisterResourceRequest request, CancellationToken ct)
    {
        foreach (var transform in Own(request).AddRange(ofStack))
        {
            var wanted = new TransformRequest { Type = request.Type, Name = request.Name, Custom = request.Custom, Parent = request.Parent, Properties = request.Object, Options = TransformOptions.Of(request) };
            var changed = await CallAsync(transform, wanted, TransformResponse.Parser, ct);
            request = request.Clone();
            if (changed.Properties is { } properties) request.Object = properties;
            if (changed.Options is { } options) TransformOptions.Apply(options, request);
        }
        return request;
    }

    public async Task<ResourceInvokeRequest> ApplyAsync(ResourceInvokeRequest request, CancellationToken ct)
    {
        foreach (var transform in ofInvokes)
        {
            var wanted = new TransformInvokeRequest
            {
                Token = request.Tok,
                Args = request.Args,
                Options = new TransformInvokeOptions { Provider = request.Provider, Version = request.Version, PluginDownloadUrl = request.PluginDownloadURL },
            };
            var changed = await CallAsync(transform, wanted, TransformInvokeResponse.Parser, ct);
            request = request.Clone();
            if (changed.Args is { } args) request.Args = args;
            if (changed.Options is { } options) (request.Provider, request.Version, request.PluginDownloadURL) = (options.Provider, options.Version, options.PluginDownloadUrl);
        }
        return request;
    }

    public void Dispose()
    {
        foreach (var channel in channels.Values.Where(channel => channel.IsValueCreated)) channel.Value.Dispose();
    }

    ImmutableArray<Callback> Own(RegisterResourceRequest request) => [.. request.Transforms, .. inherited.GetValueOrDefault(request.Parent, [])];

    async Task<T> CallAsync<T>(Callback callback, IMessage request, MessageParser<T> parser, CancellationToken ct) where T : IMessage<T>
    {
        var channel = channels.GetOrAdd(callback.Target, target => new(() => new GrpcChannel(target))).Value;
        try
        {
            var answer = await channel.CallAsync<CallbackInvokeRequest, CallbackInvokeResponse>("pulumirpc.Callbacks", "Invoke", new CallbackInvokeRequest { Token = callback.Token, Request = request.ToByteString() }, ct);
            return parser.ParseFrom(answer.Response);
        }
        catch (RpcException e)
        {
            throw new EngineException($"a transform of the program failed: {e.Message}", inner: e);
        }
    }
}
