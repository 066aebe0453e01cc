using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>An autoscaler brings the Deployment that it owns within its bounds.</summary>
internal sealed class AutoscalerType(Cluster cluster, Endpoints endpoints) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var autoscaler = cluster.Object(Cluster.Autoscalers, id, outputs);
        await endpoints.SettleAsync(cluster.Objects().With(autoscaler), autoscaler.Space, ct);
        return await OverAsync(autoscaler, ct);
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct) => known with { Outputs = await OverAsync(cluster.Object(Cluster.Autoscalers, known.Id, known.Outputs), ct) };

    // What it owns stays as it is.
    public Task DeleteAsync(string id, CancellationToken ct) => Task.CompletedTask;

    async Task<PropertyMap> OverAsync(ClusterObject autoscaler, CancellationToken ct)
    {
        if (cluster.Objects().Of(Cluster.Deployments).FirstOrDefault(deployment => Autoscaling.IsTarget(autoscaler, deployment)) is not { } owned) return autoscaler.Outputs;
        if (await (await cluster.WorldAsync(ct)).FindWorkloadAsync(owned.Key, ct) is not { Spec.Replicas: var count }) return autoscaler.Outputs;
        return Manifest.Set(Manifest.Set(autoscaler.Outputs, "status.currentReplicas", count), "status.desiredReplicas", count);
    }
}
