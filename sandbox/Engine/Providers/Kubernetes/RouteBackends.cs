using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The Services behind a route, and their shares.</summary>
internal static class RouteBackends
{
    /// <summary>Keys of all Services that a route names.</summary>
    public static IEnumerable<string> All(ClusterObject route) => from rule in Rules(route.Outputs) from backend in Backends(rule).Concat(RouteMirrors.Backends(rule)) select Key(route, backend);

    public static ImmutableArray<PropertyMap> Rules(PropertyMap properties) => [.. (Manifest.At(properties, "spec.rules")?.AsList ?? []).Select(rule => rule.AsMap)];

    /// <summary>One share for each Service, though several of its ports may have been given one.</summary>
    public static ImmutableArray<WeightedTargetGroup> Shares(ClusterObject route, PropertyMap rule) =>
        [.. Backends(rule).GroupBy(backend => Key(route, backend)).Select(same => new WeightedTargetGroup(same.Key, same.Sum(Weight)))];

    public static bool Same(ImmutableArray<WeightedTargetGroup> a, ImmutableArray<WeightedTargetGroup> b) => a.ToHashSet().SetEquals(b);

    /// <summary>A rule as the program wrote it, with the shares that the world really has.</summary>
    public static PropertyMap Over(ClusterObject route, PropertyMap rule, ImmutableArray<WeightedTargetGroup> actual)
    {
        var left = actual.ToDictionary(share => share.TargetGroupId, share => share.Weight);
        var backends = ImmutableArray.CreateBuilder<PropertyValue>();
        foreach (var backend in Backends(rule))
        {
            left.Remove(Key(route, backend), out var weight);
            backends.Add(weight == Weight(backend) ? backend : backend.Set("weight", weight));
        }
        var port = Backends(rule).FirstOrDefault()?["port"] ?? PropertyValue.Nothing;
        foreach (var (key, weight) in left) backends.Add(PropertyMap.Of(("name", key[route.Beside("").Length..]), ("port", port), ("weight", weight)));
        return rule.Set("backendRefs", new PropertyValue.List(backends.ToImmutable()));
    }

    static IEnumerable<PropertyMap> Backends(PropertyMap rule) => (rule["backendRefs"]?.AsList ?? []).Select(backend => backend.AsMap);

    public static string Key(ClusterObject route, PropertyMap backend) => route.Beside(backend["name"]?.AsText ?? "");

    static int Weight(PropertyMap backend) => (int)(backend["weight"]?.AsNumber ?? 1);
}
