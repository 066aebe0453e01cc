using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumirpc;

namespace Pulumi;

internal sealed class GrpcMonitor(string address) : IMonitor, IDisposable
{
    // A program may declare thousands of resources in one go. Each call under way costs a stream at both ends, and the engine works on a few at a time.
    const int RegistrationsAtOnce = 100;

    readonly GrpcChannel channel = new(address);
    readonly SemaphoreSlim registrations = new(RegistrationsAtOnce);
    readonly ConcurrentDictionary<string, Task<bool>> features = new(StringComparer.Ordinal);

    public Task<bool> SupportsAsync(string feature) => features.GetOrAdd(feature, async id =>
        (await CallAsync<SupportsFeatureRequest, SupportsFeatureResponse>("SupportsFeature", new() { Id = id })).HasSupport);

    public async Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request)
    {
        await registrations.WaitAsync();
        try
        {
            return await CallAsync<RegisterResourceRequest, RegisterResourceResponse>("RegisterResource", request);
        }
        finally
        {
            registrations.Release();
        }
    }

    public Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request) =>
        CallAsync<ReadResourceRequest, ReadResourceResponse>("ReadResource", request);

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) =>
        CallAsync<RegisterResourceOutputsRequest, Empty>("RegisterResourceOutputs", request);

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) =>
        CallAsync<ResourceInvokeRequest, ResourceInvokeResponse>("Invoke", request);

    public Task<CallResponse> CallAsync(ResourceCallRequest request) => CallAsync<ResourceCallRequest, CallResponse>("Call", request);

    public Task<RegisterPackageResponse> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) =>
        CallAsync<Pulumirpc.RegisterPackageRequest, RegisterPackageResponse>("RegisterPackage", request);

    public Task RegisterInvokeTransformAsync(Callback transform) => CallAsync<Callback, Empty>("RegisterStackInvokeTransform", transform);

    public Task RegisterHookAsync(RegisterResourceHookRequest request) => CallAsync<RegisterResourceHookRequest, Empty>("RegisterResourceHook", request);

    public Task RegisterErrorHookAsync(RegisterErrorHookRequest request) => CallAsync<RegisterErrorHookRequest, Empty>("RegisterErrorHook", request);

    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await CallAsync<Empty, Empty>("SignalAndWaitForShutdown", new());
        }
        catch (RpcException e) when (e.Status is StatusCode.Unimplemented or StatusCode.Unavailable)
        {
            // An older engine doesn't know it, and one that has finished is gone.
        }
    }

    public void Dispose()
    {
        channel.Dispose();
        registrations.Dispose();
    }

    Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new() =>
        channel.CallAsync<TRequest, TResponse>("pulumirpc.ResourceMonitor", method, request, CancellationToken.None);
}
