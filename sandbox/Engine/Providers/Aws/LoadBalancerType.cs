using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>A load balancer is this machine; its listeners are what really listens.</summary>
internal sealed class LoadBalancerType : IRealType
{
    public Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct) => Task.FromResult(outputs.Set("dnsName", "127.0.0.1"));

    public Task<Made?> ReadAsync(Made known, CancellationToken ct) => Task.FromResult<Made?>(known);

    public Task DeleteAsync(string id, CancellationToken ct) => Task.CompletedTask;
}
