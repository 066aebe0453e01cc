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

    Task<CallResponse> CallAsync(ResourceCallRequest request);

    Task<RegisterPackageResponse> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request);

    Task RegisterInvokeTransformAsync(Callback transform);

    Task RegisterHookAsync(RegisterResourceHookRequest request);

    Task RegisterErrorHookAsync(RegisterErrorHookRequest request);

    /// <summary>Says that the program will register nothing more, and ends when the engine will call nothing back any more.</summary>
    Task SignalAndWaitForShutdownAsync();
}
