using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What a server asks of an object beyond the types of its properties.</summary>
internal static class ObjectCheck
{
    public static IEnumerable<CheckFailure> Of(string type, PropertyMap inputs) => type switch
    {
        Cluster.Deployments => Selector(inputs).Concat(PodCheck.Of(inputs)),
        Cluster.Gateways => GatewayCheck.Of(Manifest.At(inputs, "spec")?.AsMap ?? PropertyMap.Empty),
        Cluster.Routes => HttpRouteCheck.Of(Manifest.At(inputs, "spec")?.AsMap ?? PropertyMap.Empty).Concat(RouterLimits.Of(Manifest.At(inputs, "spec")?.AsMap ?? PropertyMap.Empty)),
        "kubernetes:apps/v1:StatefulSet" or "kubernetes:apps/v1:DaemonSet" => Selector(inputs),
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler" when Manifest.Number(inputs, "spec.minReplicas") is { } least && Manifest.Number(inputs, "spec.maxReplicas") is { } most && least > most =>
            [new("spec.maxReplicas", $"is {most}; it must be at least spec.minReplicas, which is {least}")],
        "kubernetes:policy/v1:PodDisruptionBudget" when Manifest.At(inputs, "spec.minAvailable") is not null && Manifest.At(inputs, "spec.maxUnavailable") is not null =>
            [new("spec.maxUnavailable", "stands beside spec.minAvailable; only one of the two is possible")],
        _ => [],
    };

    // A workload that doesn't select its own pods would make new ones for ever.
    static IEnumerable<CheckFailure> Selector(PropertyMap inputs)
    {
        if (Manifest.At(inputs, "spec.template.metadata.labels") is PropertyValue.Unknown) yield break;
        var labels = Manifest.At(inputs, "spec.template.metadata.labels")?.AsMap ?? PropertyMap.Empty;
        foreach (var (name, value) in Manifest.At(inputs, "spec.selector.matchLabels")?.AsMap ?? PropertyMap.Empty)
            if (!value.HasUnknown && labels[name] is not { HasUnknown: true } && !value.Equals(labels[name]))
                yield return new CheckFailure("spec.selector.matchLabels", $"asks for the label '{name}' with a value that spec.template.metadata.labels doesn't have");
    }
}
