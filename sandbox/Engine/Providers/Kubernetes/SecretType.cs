using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>A Secret is known to the process that makes it, for the pods that take their environment from it.</summary>
internal sealed class SecretType(Cluster cluster) : IRealType
{
    public Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        cluster.Host.Secrets[cluster.Key(id)] = outputs;
        return Task.FromResult(outputs);
    }

    public Task<Made?> ReadAsync(Made known, CancellationToken ct) => Task.FromResult<Made?>(known);

    public Task DeleteAsync(string id, CancellationToken ct)
    {
        cluster.Host.Secrets.TryRemove(cluster.Key(id), out _);
        return Task.CompletedTask;
    }
}
