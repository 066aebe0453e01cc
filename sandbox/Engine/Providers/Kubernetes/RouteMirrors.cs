using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The Services to which a rule mirrors its requests.</summary>
internal static class RouteMirrors
{
    public static IEnumerable<PropertyMap> Backends(PropertyMap rule) => Filters(rule).Select(mirror => mirror["backendRef"]?.AsMap ?? PropertyMap.Empty);

    public static ImmutableArray<Mirror> Of(ClusterObject route, PropertyMap rule) =>
        [.. Filters(rule).Select(mirror => new Mirror(RouteBackends.Key(route, mirror["backendRef"]?.AsMap ?? PropertyMap.Empty), Part(mirror), Whole(mirror)))];

    // Without either, all of them.
    static int Part(PropertyMap mirror) => (int)(mirror["percent"]?.AsNumber ?? Manifest.Number(mirror, "fraction.numerator") ?? 1);

    static int Whole(PropertyMap mirror) => mirror["percent"]?.AsNumber is not null ? 100 : mirror["fraction"] is null ? 1 : (int)(Manifest.Number(mirror, "fraction.denominator") ?? 100);

    static IEnumerable<PropertyMap> Filters(PropertyMap rule) =>
        (rule["filters"]?.AsList ?? []).Select(filter => filter.AsMap["requestMirror"]?.AsMap).OfType<PropertyMap>().Where(mirror => mirror.Count > 0);
}
