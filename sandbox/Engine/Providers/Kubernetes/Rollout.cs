using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Waits until a Deployment runs as it was asked to, within the provider's patience and its own progress deadline.</summary>
internal sealed class Rollout(Cluster cluster, DeploymentType deployments)
{
    /// <summary>All of the new are ready, and the old are leaving at least.</summary>
    public static bool IsDone(WorkloadStatus? status) => status is { Outdated: 0 } && status.Ready == status.Spec.Replicas && status.Updated == status.Spec.Replicas;

    public async Task<PropertyMap> AwaitAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var (deployment, world) = (cluster.Object(Cluster.Deployments, id, outputs), await cluster.WorldAsync(ct));
        var status = await world.FindWorkloadAsync(deployment.Key, ct);
        if (!Patience.Waits(outputs)) return DeploymentStatus.Over(outputs, status, IsDone(status));
        var (time, limit) = (cluster.Time, Patience.For(of, outputs));
        var deadline = TimeSpan.FromSeconds(Manifest.Number(outputs, "spec.progressDeadlineSeconds") ?? 600);
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        string? hindrance = null;
        var (begun, ready, progress) = (false, 0, time.GetTimestamp());
        try
        {
            for (; ; await Task.Delay(Patience.Look, time, either.Token))
            {
                if (!begun) begun = (hindrance = await BeginAsync(deployment, either.Token)) is null;
                status = await world.FindWorkloadAsync(deployment.Key, either.Token);
                if (begun && IsDone(status)) return DeploymentStatus.Over(outputs, status, isRolledOut: true);
                if (begun && status?.Ready > ready) (ready, progress) = (status.Ready, time.GetTimestamp());
                if (time.GetElapsedTime(progress) > deadline)
                    throw Unready(deployment, begun, status, hindrance, $"within its progress deadline of {deadline.TotalSeconds:0.#} s", isLate: true, null);
            }
        }
        catch (OperationCanceledException e)
        {
            throw Unready(deployment, begun, status, hindrance, ct.IsCancellationRequested ? "before it was cancelled" : $"within {limit.TotalSeconds:0.#} s", isLate: false, e);
        }
    }

    async Task<string?> BeginAsync(ClusterObject deployment, CancellationToken ct)
    {
        if (await deployments.FindHindranceAsync(deployment, ct) is null) return null;
        using var turn = await cluster.Host.Cloud.Turn.TakeAsync(ct);
        return await deployments.TryPutAsync(deployment, ct);
    }

    static PartialFailureException Unready(ClusterObject deployment, bool begun, WorkloadStatus? status, string? hindrance, string when, bool isLate, Exception? inner)
    {
        var (ready, wanted) = begun && status is not null ? (status.Ready, status.Spec.Replicas) : (0, Manifest.Number(deployment.Outputs, "spec.replicas") ?? 1);
        var why = hindrance ?? status?.LastFailure ?? status?.Targets.FirstOrDefault(target => target.State is TargetState.Initial or TargetState.Unhealthy)?.Reason ?? "nothing was said about why";
        return new PartialFailureException(deployment.Id, DeploymentStatus.Over(deployment.Outputs, status, isRolledOut: false, isLate),
            $"The Deployment {deployment.Id} did not become ready {when}: {ready} of {wanted} replicas are ready; {why}", inner);
    }
}
