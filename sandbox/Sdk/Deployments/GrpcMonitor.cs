using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumirpc;

namespace Pulumi;

internal sealed class GrpcMonitor(GrpcChannel channel) : IMonitor
{
    readonly ConcurrentDictionary<string, Task<bool>> features = new(StringComparer.Ordinal);

    public Task<bool> SupportsAsync(string feature) => features.GetOrAdd(feature, async id =>
        (await CallAsync<SupportsFeatureRequest, SupportsFeatureResponse>("SupportsFeature", new() { Id = id })).HasSupport);

    public Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request) =>
        CallAsync<RegisterResourceRequest, RegisterResourceResponse>("RegisterResource", request);

    public Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request) =>
        CallAsync<ReadResourceRequest, ReadResourceResponse>("ReadResource", request);

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) =>
        CallAsync<RegisterResourceOutputsRequest, Empty>("RegisterResourceOutputs", request);

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) =>
        CallAsync<ResourceInvokeRequest, ResourceInvokeResponse>("Invoke", request);

    Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new() =>
        channel.CallAsync<TRequest, TResponse>("pulumirpc.ResourceMonitor", method, request, CancellationToken.None);
}
