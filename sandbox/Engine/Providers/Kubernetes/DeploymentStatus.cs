using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What a Deployment's status says, from what runs of it.</summary>
internal static class DeploymentStatus
{
    /// <param name="status">Null when nothing was begun.</param>
    /// <param name="isLate">It made no progress within its deadline.</param>
    public static PropertyMap Over(PropertyMap outputs, WorkloadStatus? status, bool isRolledOut, bool isLate = false)
    {
        if (status is not null) outputs = Manifest.Set(outputs, "spec.replicas", status.Spec.Replicas);
        var wanted = Manifest.Number(outputs, "spec.replicas") ?? 1;
        var ready = status?.Targets.Where(target => target.State != TargetState.Draining).GroupBy(target => target.Id).Count(replica => replica.All(target => target.State == TargetState.Healthy)) ?? 0;
        var said = PropertyMap.Of(
            ("observedGeneration", Manifest.At(outputs, "metadata.generation") ?? 1),
            ("replicas", (status?.Updated ?? 0) + (status?.Outdated ?? 0)),
            ("readyReplicas", ready),
            ("availableReplicas", ready),
            ("updatedReplicas", status?.Updated ?? 0),
            ("conditions", new PropertyValue.List(
            [
                ready >= wanted ? Condition("Available", true, "MinimumReplicasAvailable") : Condition("Available", false, "MinimumReplicasUnavailable"),
                isRolledOut ? Condition("Progressing", true, "NewReplicaSetAvailable") : isLate ? Condition("Progressing", false, "ProgressDeadlineExceeded") : Condition("Progressing", true, "ReplicaSetUpdated"),
            ])));
        return outputs.Set("status", ready < wanted ? said.Set("unavailableReplicas", wanted - ready) : said);
    }

    static PropertyValue Condition(string type, bool isTrue, string reason) => PropertyMap.Of(("type", type), ("status", isTrue ? "True" : "False"), ("reason", reason));
}
