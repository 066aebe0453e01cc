using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Cli.Sandbox;

/// <summary>How the world calls what stacks published. The simulated AWS takes ARNs; a cluster's names are its own, so the world puts the cluster's before them.</summary>
internal static class WorldRoutes
{
    internal static Func<Route, Route> Of(ServiceCatalog catalog, Stage stage) => route =>
        catalog.Service(route.Key.Service).PlatformIn(stage) == PlatformKind.Kubernetes && stage.Cluster is { } cluster ? In(cluster.Context, route) : route;

    private static Route In(string cluster, Route route)
    {
        return route with
        {
            ProductionListener = Named(route.ProductionListener),
            Rule = Named(route.Rule),
            BlueTargets = Named(route.BlueTargets),
            GreenTargets = Named(route.GreenTargets),
        };

        string Named(string id) => id.Length == 0 ? "" : $"{cluster}:{id}";
    }
}
