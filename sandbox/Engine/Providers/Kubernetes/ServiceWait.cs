using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Waits until no pod behind a Service is unready. As with the real provider, one without pods is as it should be: they may come later.</summary>
internal sealed class ServiceWait(Cluster cluster)
{
    sealed record Pods(int Ready, int All, string Why);

    public async Task<PropertyMap> AwaitAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var service = cluster.Object(Cluster.Services, id, outputs);
        if (!Patience.Waits(outputs) || EndpointPlan.Selector(service).Count == 0 || Manifest.Text(outputs, "spec.type") == "ExternalName" || Manifest.Text(outputs, "spec.clusterIP") == "None") return outputs;
        var (time, limit, world) = (cluster.Time, Patience.For(of, outputs), await cluster.WorldAsync(ct));
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var pods = new Pods(0, 0, "nothing was said about why");
        try
        {
            for (; ; await Task.Delay(Patience.Look, time, either.Token))
                if ((pods = await LookAsync(world, service, either.Token)) is var now && now.Ready == now.All) return outputs;
        }
        catch (OperationCanceledException e)
        {
            var when = ct.IsCancellationRequested ? "before it was cancelled" : $"within {limit.TotalSeconds:0.#} s";
            throw new PartialFailureException(id, outputs, $"The Service {id} selects pods that did not become ready {when}: {pods.Ready} of {pods.All} are ready; {pods.Why}", e);
        }
    }

    async Task<Pods> LookAsync(WorldClient world, ClusterObject service, CancellationToken ct)
    {
        var targets = (await world.HealthAsync(service.Key, ct)).Where(target => target.State != TargetState.Draining).ToList();
        var (ready, resting, failure) = (targets.Count(target => target.State == TargetState.Healthy), 0, (string?)null);
        foreach (var deployment in cluster.List(Cluster.Deployments, $"{service.Space}/").Where(deployment => Pod.Of(deployment).IsSelectedBy(EndpointPlan.Selector(service))))
        {
            if (await world.FindWorkloadAsync(deployment.Key, ct) is not { } status || status.Updated >= status.Spec.Replicas) continue;
            // A pod that rests between two crashes is there and not ready.
            (resting, failure) = (resting + status.Spec.Replicas - status.Updated, status.LastFailure);
        }
        return new Pods(ready, targets.Count + resting, targets.Find(target => target.State != TargetState.Healthy)?.Reason ?? failure ?? "they are being started");
    }
}
