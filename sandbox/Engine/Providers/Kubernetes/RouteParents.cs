using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Where a route is attached: the listeners that its parentRefs name, that let it in, and that share a host name with it.</summary>
internal static class RouteParents
{
    /// <param name="Number">What rules on it are told apart by: of the reference, and of its further listeners the name.</param>
    /// <param name="Hosts">That both have; empty for every host.</param>
    internal sealed record Parent(string Number, GatewayListener Listener, ImmutableArray<string> Hosts);

    public static ImmutableArray<PropertyMap> References(ClusterObject route) => [.. (Manifest.At(route.Outputs, "spec.parentRefs")?.AsList ?? []).Select(reference => reference.AsMap)];

    public static IEnumerable<Parent> Of(ClusterObjects objects, ClusterObject route)
    {
        foreach (var (number, reference) in References(route).Index())
            foreach (var (index, parent) in Of(objects, route, reference).Index())
                yield return parent with { Number = index == 0 ? $"{number}" : $"{number}-{parent.Listener.Name}" };
    }

    public static IEnumerable<Parent> Of(ClusterObjects objects, ClusterObject route, PropertyMap reference) =>
        from gateway in objects.Of(Cluster.Gateways)
        where Names(reference, route, gateway)
        from listener in GatewayListener.Of(gateway)
        where reference["sectionName"]?.AsText is not { } section || section == listener.Name
        where reference["port"]?.AsNumber is not { } port || port == listener.Port
        where listener.LetsIn(route)
        let hosts = Hosts([.. (Manifest.At(route.Outputs, "spec.hostnames")?.AsList ?? []).Select(host => host.AsText ?? "")], listener.Hostname)
        where hosts is not null
        select new Parent("", listener, hosts.Value);

    public static bool Names(PropertyMap reference, ClusterObject route, ClusterObject gateway) =>
        (reference["kind"]?.AsText ?? "Gateway") == "Gateway" && reference["name"]?.AsText == gateway.Name && (reference["namespace"]?.AsText ?? route.Space) == gateway.Space;

    /// <summary>Null when the two have no host in common.</summary>
    static ImmutableArray<string>? Hosts(ImmutableArray<string> route, string? listener)
    {
        if (listener is null) return route;
        if (route.IsEmpty) return [listener];
        ImmutableArray<string> both = [.. route.Select(host => IsWithin(host, listener) ? host : IsWithin(listener, host) ? listener : null).OfType<string>()];
        return both.IsEmpty ? null : both;
    }

    static bool IsWithin(string host, string wider) => host == wider || (wider.StartsWith('*') && host.EndsWith(wider[1..], StringComparison.Ordinal));
}
