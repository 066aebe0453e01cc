namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>How many pods a Deployment has that an autoscaler may own: here nobody measures load, so only its bounds count.</summary>
internal static class Autoscaling
{
    public static bool Owns(ClusterObjects objects, ClusterObject deployment) => Owner(objects, deployment) is not null;

    /// <summary>Zero switches an autoscaler off.</summary>
    public static int Within(ClusterObjects objects, ClusterObject deployment, int count) => count > 0 && Owner(objects, deployment) is { } owner
        ? Math.Clamp(count, (int)(Manifest.Number(owner.Outputs, "spec.minReplicas") ?? 1), (int)(Manifest.Number(owner.Outputs, "spec.maxReplicas") ?? int.MaxValue))
        : count;

    public static bool IsTarget(ClusterObject autoscaler, ClusterObject deployment) =>
        autoscaler.Space == deployment.Space && Manifest.Text(autoscaler.Outputs, "spec.scaleTargetRef.kind") == "Deployment" && Manifest.Text(autoscaler.Outputs, "spec.scaleTargetRef.name") == deployment.Name;

    static ClusterObject? Owner(ClusterObjects objects, ClusterObject deployment) => objects.Of(Cluster.Autoscalers).FirstOrDefault(each => IsTarget(each, deployment));
}
