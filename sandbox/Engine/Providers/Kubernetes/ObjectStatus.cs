using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What a server says of an object that has become what it should be. What really runs or carries traffic says itself how far it is.</summary>
internal static class ObjectStatus
{
    /// <summary>Null for a kind that has none, or of which nothing can be said.</summary>
    public static PropertyMap? Of(string token, PropertyMap outputs)
    {
        PropertyValue replicas = Manifest.At(outputs, "spec.replicas") ?? 1;
        var generation = ("observedGeneration", Manifest.At(outputs, "metadata.generation") ?? 1);
        return token switch
        {
            "kubernetes:core/v1:Namespace" => PropertyMap.Of(("phase", "Active")),
            "kubernetes:core/v1:Service" => PropertyMap.Of(("loadBalancer", Manifest.Text(outputs, "spec.type") == "LoadBalancer" ? Balancer("127.0.0.1") : PropertyMap.Empty)),
            "kubernetes:core/v1:PersistentVolumeClaim" => Claim(outputs),
            "kubernetes:apps/v1:Deployment" => PropertyMap.Of(generation, ("replicas", replicas), ("readyReplicas", replicas), ("updatedReplicas", replicas), ("availableReplicas", replicas),
                ("conditions", Conditions(("Available", "MinimumReplicasAvailable"), ("Progressing", "NewReplicaSetAvailable")))),
            "kubernetes:apps/v1:StatefulSet" => PropertyMap.Of(generation, ("replicas", replicas), ("readyReplicas", replicas), ("currentReplicas", replicas), ("updatedReplicas", replicas), ("availableReplicas", replicas)),
            // The sandbox's cluster is one node.
            "kubernetes:apps/v1:DaemonSet" => PropertyMap.Of(generation, ("desiredNumberScheduled", 1), ("currentNumberScheduled", 1), ("numberMisscheduled", 0), ("numberReady", 1), ("numberAvailable", 1), ("updatedNumberScheduled", 1)),
            "kubernetes:batch/v1:Job" => PropertyMap.Of(("succeeded", Manifest.At(outputs, "spec.completions") ?? 1), ("conditions", Conditions(("Complete", "CompletionsReached")))),
            "kubernetes:autoscaling/v2:HorizontalPodAutoscaler" => PropertyMap.Of(generation, ("currentReplicas", Manifest.At(outputs, "spec.minReplicas") ?? 1), ("desiredReplicas", Manifest.At(outputs, "spec.minReplicas") ?? 1)),
            "kubernetes:networking.k8s.io/v1:Ingress" => PropertyMap.Of(("loadBalancer", Balancer(Nowhere))),
            "kubernetes:gateway.networking.k8s.io/v1:GatewayClass" => PropertyMap.Of(("conditions", Conditions(("Accepted", "Accepted")))),
            Cluster.Gateways => PropertyMap.Of(
                ("addresses", new PropertyValue.List([PropertyMap.Of(("type", "IPAddress"), ("value", "127.0.0.1"))])),
                ("conditions", Conditions(("Accepted", "Accepted"), ("Programmed", "Programmed")))),
            _ => null,
        };
    }

    // An address of the documentation's own (RFC 5737): nothing answers there.
    const string Nowhere = "192.0.2.1";

    static PropertyMap Balancer(string ip) => PropertyMap.Of(("ingress", new PropertyValue.List([PropertyMap.Of(("ip", ip))])));

    static PropertyMap Claim(PropertyMap outputs) => PropertyMap.Of(
        ("phase", "Bound"),
        ("accessModes", Manifest.At(outputs, "spec.accessModes") ?? new PropertyValue.List([])),
        ("capacity", Manifest.At(outputs, "spec.resources.requests") ?? PropertyMap.Empty));

    static PropertyValue.List Conditions(params ReadOnlySpan<(string Type, string Reason)> conditions)
    {
        var all = new List<PropertyValue>();
        foreach (var (type, reason) in conditions) all.Add(PropertyMap.Of(("type", type), ("status", "True"), ("reason", reason)));
        return new PropertyValue.List([.. all]);
    }
}
