using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Cli.Sandbox;

/// <summary>How the world calls what stacks published. The simulated AWS takes ARNs; a cluster's names are its own, so the world puts the cluster's before them.</summary>
internal static class WorldRoutes
{
    internal static Func<Route, Route> Of(ServiceCatalog catalog, Stage stage) => route =>
        catalog.Service(route.Key.Service).PlatformIn(stage) == PlatformKind.Kubernetes && stage.Cluster is { } cluster ? In(cluster, route) : route;

    private static Route In(ClusterSpec cluster, Route route)
    {
        return route with
        {
            // Where a Service is open to the outside, its balancer listens.
            ProductionListener = Named(route.ProductionListener) is { Length: > 0 } front && cluster.GatewayClass is null ? $"{front}#balancer" : Named(route.ProductionListener),
            Rule = Named(route.Rule),
            BlueTargets = Named(route.BlueTargets),
            GreenTargets = Named(route.GreenTargets),
        };

        string Named(string id) => id.Length == 0 ? "" : $"{cluster.Context}:{id}";
    }
}
