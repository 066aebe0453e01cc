using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>Which counters tell what one side answered: selectors of PromQL in which <c>$namespace</c> and <c>$service</c> stand for its Service.</summary>
/// <param name="Requests">All of them.</param>
/// <param name="Failures">Those that failed, among them those without an answer.</param>
/// <param name="Durations">The buckets of a histogram of how long answers took.</param>
/// <param name="PerSecond">How many of the histogram's units are a second.</param>
public sealed record PrometheusQueries(string Requests, string Failures, string Durations, double PerSecond)
{
    /// <summary>As Istio's gateways count: at the source, which also knows of requests that never arrived.</summary>
    public static PrometheusQueries Istio { get; } = ByIstio("""reporter="source",destination_service_namespace="$namespace",destination_service_name="$service" """);

    /// <summary>As Istio's sidecars count at the pods, by their Deployment, which is called as its Service is: nothing else tells two sides behind one Service apart. Requests that never arrived are not among them.</summary>
    public static PrometheusQueries IstioPods { get; } = ByIstio("""reporter="destination",destination_workload_namespace="$namespace",destination_workload="$service" """);

    // Code 0 is no answer.
    private static PrometheusQueries ByIstio(string side) => new(
        $"istio_requests_total{{{side.Trim()}}}",
        $"istio_requests_total{{{side.Trim()},response_code=~\"5..|0\"}}",
        $"istio_request_duration_milliseconds_bucket{{{side.Trim()}}}",
        1000);

    internal static string Of(string template, Route route, Colour side)
    {
        var service = NamespacedName.Parse(route.Targets(side));
        return template.Replace("$namespace", service.Namespace, StringComparison.Ordinal).Replace("$service", service.Name, StringComparison.Ordinal);
    }
}
