using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>A Deployment is a workload: real processes of the image that its pods name.</summary>
internal sealed class DeploymentType(Cluster cluster, Endpoints endpoints) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        // Who waits for it tries again; who doesn't is told now, for nobody else will.
        if (await TryPutAsync(cluster.Object(Cluster.Deployments, id, outputs), ct) is { } missing && !Patience.Waits(outputs))
            throw new PartialFailureException(id, DeploymentStatus.Over(outputs, null, isRolledOut: false), $"The Deployment {id} can't run its pods: {missing}");
        return outputs;
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var status = await (await cluster.WorldAsync(ct)).FindWorkloadAsync(cluster.Key(known.Id), ct);
        known = Manifest.Drift(known, "spec.replicas", (double)(status?.Spec.Replicas ?? 0));
        return known with { Outputs = DeploymentStatus.Over(known.Outputs, status, Rollout.IsDone(status)) };
    }

    /// <summary>Nobody else's pods come or go for this, so it needs no turn; drained pods take their time.</summary>
    public async Task DrainAsync(string id, CancellationToken ct) => await (await cluster.WorldAsync(ct)).DeleteWorkloadAsync(cluster.Key(id), ct);

    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        await DrainAsync(id, ct);
        var gone = cluster.Object(Cluster.Deployments, id, PropertyMap.Empty);
        await endpoints.SettleAsync(cluster.Objects().Without(gone.Type, gone.Key), gone.Space, ct);
    }

    /// <summary>Whether the world runs what is asked for, however far it has come; null when it does, else what keeps it from that.</summary>
    public async Task<string?> FindHindranceAsync(ClusterObject deployment, CancellationToken ct)
    {
        var environment = PodEnvironment.Of(cluster, deployment);
        if (environment.Missing is { } missing) return missing;
        var wanted = Workload(deployment, environment, replicas: 0, []);
        var spec = (await (await cluster.WorldAsync(ct)).FindWorkloadAsync(deployment.Key, ct))?.Spec;
        return spec is not null && spec.Image == wanted.Image && spec.StopTimeout == wanted.StopTimeout && spec.Environment.SequenceEqual(wanted.Environment) ? null : "it was not begun yet";
    }

    /// <returns>What of all that its pods refer to isn't there, so that nothing was begun; null when it was.</returns>
    public async Task<string?> TryPutAsync(ClusterObject deployment, CancellationToken ct)
    {
        var (world, objects) = (await cluster.WorldAsync(ct), cluster.Objects().With(deployment));
        await endpoints.PutGroupsAsync(objects, deployment.Space, ct);
        var environment = PodEnvironment.Of(cluster, deployment);
        if (environment.Missing is null)
        {
            var asked = (int)(Manifest.Number(deployment.Outputs, "spec.replicas") ?? 1);
            // Whose count is an autoscaler's keeps the one that it has.
            if (Autoscaling.Owns(objects, deployment)) asked = (await world.FindWorkloadAsync(deployment.Key, ct))?.Spec.Replicas ?? asked;
            await PutAsync(world, Workload(deployment, environment, Autoscaling.Within(objects, deployment, asked), EndpointPlan.Members(objects, deployment)), deployment, ct);
        }
        await endpoints.SettleAsync(objects, deployment.Space, ct);
        return environment.Missing;
    }

    // As in a cluster: an object whose image nobody has is there all the same, and its pods are not.
    static async Task PutAsync(WorldClient world, Workload workload, ClusterObject deployment, CancellationToken ct)
    {
        try
        {
            await world.PutAsync(workload, ct);
        }
        catch (WorldException e)
        {
            var status = await world.FindWorkloadAsync(deployment.Key, ct);
            throw new PartialFailureException(deployment.Id, DeploymentStatus.Over(deployment.Outputs, status, isRolledOut: false), $"The Deployment {deployment.Id} can't run its pods: {e.Message}", e);
        }
    }

    static Workload Workload(ClusterObject deployment, PodEnvironment environment, int replicas, System.Collections.Immutable.ImmutableArray<string> groups)
    {
        var pod = Pod.Of(deployment);
        return new Workload
        {
            Id = deployment.Key,
            Image = pod.Container["image"]?.AsText ?? throw new EngineException($"The container '{pod.Container["name"]?.AsText}' of the Deployment {deployment.Id} names no image."),
            Replicas = replicas,
            Environment = environment.Variables,
            TargetGroupIds = groups,
            StopTimeout = pod.StopTimeout,
        };
    }
}
