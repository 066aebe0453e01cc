namespace Infra.Platforms.Kubernetes;

/// <summary>Where a stage's services run, and where they are counted.</summary>
/// <param name="Context">Of kubectl's files; null for the cluster that this runs in.</param>
/// <param name="Namespace">The stage's own.</param>
/// <param name="Prometheus">Its address; null where nobody counts.</param>
/// <param name="Queries">What it is asked.</param>
/// <param name="HasGateway">Whether a Gateway shares users out; else a Service sends all of them to one side.</param>
public sealed record KubernetesScope(string? Context, string Namespace, Uri? Prometheus, PrometheusQueries Queries, bool HasGateway);
