using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What a controller says of a route at each of its parents.</summary>
internal static class RouteStatus
{
    public static PropertyMap Over(ClusterObjects objects, ClusterObject route)
    {
        var missing = RouteBackends.All(route).Any(key => !objects.Of(Cluster.Services, route.Space).Any(service => service.Key == key));
        // Nobody says anything of a parent that isn't there.
        var parents = from reference in RouteParents.References(route)
                      where objects.Of(Cluster.Gateways).Any(gateway => RouteParents.Names(reference, route, gateway))
                      let isAttached = RouteParents.Of(objects, route, reference).Any()
                      select (PropertyValue)PropertyMap.Of(
                          ("parentRef", reference),
                          ("controllerName", "infra/sandbox"),
                          ("conditions", new PropertyValue.List(
                          [
                              Condition("Accepted", isAttached, isAttached ? "Accepted" : "NoMatchingParent"),
                              Condition("ResolvedRefs", !missing, missing ? "BackendNotFound" : "ResolvedRefs"),
                          ])));
        return route.Outputs.Set("status", PropertyMap.Of(("parents", new PropertyValue.List([.. parents]))));
    }

    static PropertyValue Condition(string type, bool isTrue, string reason) => PropertyMap.Of(("type", type), ("status", isTrue ? "True" : "False"), ("reason", reason));
}
