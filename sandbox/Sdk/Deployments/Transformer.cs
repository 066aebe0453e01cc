using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Makes transforms known to the engine, and runs them when it calls.</summary>
internal sealed class Transformer(Deployment deployment)
{
    readonly Lock gate = new();
    Task pending = Task.CompletedTask;

    /// <summary>Ends when the engine knows all transforms of functions; none is called before.</summary>
    public Task PendingAsync()
    {
        lock (gate) return pending;
    }

    public void Register(InvokeTransform transform)
    {
        lock (gate) pending = Task.WhenAll(pending, RegisterAsync());
        deployment.Runner.Watch(pending);

        async Task RegisterAsync()
        {
            await deployment.RequireAsync("invokeTransforms", "invoke transforms");
            await deployment.Monitor.RegisterInvokeTransformAsync(await deployment.Callbacks.AddAsync<TransformInvokeRequest, TransformInvokeResponse>(
                (request, ct) => RunAsync(transform, request, ct)));
        }
    }

    public Task<Callback> AddAsync(ResourceTransform transform) =>
        deployment.Callbacks.AddAsync<TransformRequest, TransformResponse>((request, ct) => RunAsync(transform, request, ct));

    // An empty answer leaves everything as it is.
    static async Task<TransformResponse> RunAsync(ResourceTransform transform, TransformRequest request, CancellationToken ct)
    {
        var args = new ResourceTransformArgs(request.Name, request.Type, request.Custom, CallbackValues.Read(request.Properties), TransformOptions.Read(request));
        return await transform(args, ct) is { } result
            ? new() { Properties = await CallbackValues.WriteAsync(result.Args), Options = await TransformOptions.WriteAsync(result.Options) }
            : new();
    }

    static async Task<TransformInvokeResponse> RunAsync(InvokeTransform transform, TransformInvokeRequest request, CancellationToken ct)
    {
        var args = new InvokeTransformArgs(request.Token, CallbackValues.Read(request.Args), TransformOptions.Read(request.Options ?? new()));
        return await transform(args, ct) is { } result
            ? new() { Args = await CallbackValues.WriteAsync(result.Args), Options = await TransformOptions.WriteAsync(result.Options) }
            : new();
    }
}
