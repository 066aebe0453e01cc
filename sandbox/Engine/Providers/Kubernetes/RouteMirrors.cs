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

    public static bool Same(ImmutableArray<Mirror> a, ImmutableArray<Mirror> b) => a.Length == b.Length && a.Zip(b).All(pair =>
        pair.First.TargetGroupId == pair.Second.TargetGroupId && (long)pair.First.Numerator * pair.Second.Denominator == (long)pair.Second.Numerator * pair.First.Denominator);

    /// <summary>A rule as the program wrote it, with the mirrors that the world really has.</summary>
    public static PropertyMap Over(ClusterObject route, PropertyMap rule, ImmutableArray<Mirror> actual)
    {
        if (Same(Of(route, rule), actual)) return rule;
        if (actual.IsEmpty) return rule.Remove("filters");
        var port = (rule["backendRefs"]?.AsList is [var first, ..] ? first.AsMap["port"] : null) ?? PropertyValue.Nothing;
        return rule.Set("filters", new PropertyValue.List([.. actual.Select(mirror => (PropertyValue)PropertyMap.Of(("type", "RequestMirror"), ("requestMirror", PropertyMap.Of(
            ("backendRef", PropertyMap.Of(("name", mirror.TargetGroupId[route.Beside("").Length..]), ("port", port))),
            mirror.Denominator == 100 ? ("percent", mirror.Numerator) : ("fraction", PropertyMap.Of(("numerator", mirror.Numerator), ("denominator", mirror.Denominator)))))))]));
    }

    // Without either, all of them.
    static int Part(PropertyMap mirror) => (int)(mirror["percent"]?.AsNumber ?? Manifest.Number(mirror, "fraction.numerator") ?? 1);

    static int Whole(PropertyMap mirror) => mirror["percent"]?.AsNumber is not null ? 100 : mirror["fraction"] is null ? 1 : (int)(Manifest.Number(mirror, "fraction.denominator") ?? 100);

    static IEnumerable<PropertyMap> Filters(PropertyMap rule) =>
        (rule["filters"]?.AsList ?? []).Select(filter => filter.AsMap["requestMirror"]?.AsMap).OfType<PropertyMap>().Where(mirror => mirror.Count > 0);
}
