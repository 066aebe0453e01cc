using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's side of a program: where resources are registered and functions invoked.</summary>
internal interface IMonitor
{
    Task<bool> SupportsAsync(string feature);

    Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request);

    Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request);

    Task RegisterOutputsAsync(RegisterResourceOutputsRequest request);

    Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request);
}
