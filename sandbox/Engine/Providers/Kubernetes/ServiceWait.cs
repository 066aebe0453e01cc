using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Waits until no pod behind a Service is unready. As with the real provider, one without pods is as it should be: they may come later.</summary>
internal sealed class ServiceWait(Cluster cluster)
{
    public async Task<PropertyMap> AwaitAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var service = cluster.Object(Cluster.Services, id, outputs);
        if (!Patience.Waits(outputs) || EndpointPlan.Selector(service).Count == 0 || Manifest.Text(outputs, "spec.type") == "ExternalName" || Manifest.Text(outputs, "spec.clusterIP") == "None") return outputs;
        var (time, limit, world) = (cluster.Time, Patience.For(of, outputs), await cluster.WorldAsync(ct));
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        List<Target> pods = [];
        try
        {
            for (; ; await Task.Delay(Patience.Look, time, either.Token))
            {
                pods = [.. (await world.HealthAsync(service.Key, either.Token)).Where(target => target.State != TargetState.Draining)];
                if (pods.TrueForAll(pod => pod.State == TargetState.Healthy)) return outputs;
            }
        }
        catch (OperationCanceledException e)
        {
            var when = ct.IsCancellationRequested ? "before it was cancelled" : $"within {limit.TotalSeconds:0.#} s";
            throw new PartialFailureException(id, outputs,
                $"The Service {id} selects pods that did not become ready {when}: {pods.Count(pod => pod.State == TargetState.Healthy)} of {pods.Count} are ready; {pods.Find(pod => pod.State != TargetState.Healthy)?.Reason}", e);
        }
    }
}
