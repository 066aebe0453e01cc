namespace Infra.Catalog;

/// <summary>Where a stage's services run on Kubernetes, and who lets users in there.</summary>
public sealed record ClusterSpec
{
    /// <summary>The context of the kubeconfig that reaches the cluster.</summary>
    public required string Context { get; init; }

    /// <summary>The stage's own namespace, which its network stack makes.</summary>
    public required string Namespace { get; init; }

    /// <summary>The class of the stage's Gateway, as the cluster's controller calls it; null where there is none, and each service comes in by a Service that selects the side that serves.</summary>
    public required string? GatewayClass { get; init; }

    public required ListenPorts Listen { get; init; }

    /// <summary>The base URL of the Prometheus that counts the cluster's requests; null where nobody does.</summary>
    public string? Prometheus { get; init; }
}
