using System.Collections.Concurrent;

namespace Infra.Sandbox.World.Routing;

/// <summary>All counts since the world started; they outlive the routes they belong to.</summary>
internal sealed class Metrics
{
    readonly ConcurrentDictionary<(int, string), RouteMetrics> routes = [];

    public RouteMetrics Of(int port, string targetGroup) => routes.GetOrAdd((port, targetGroup), static key => new RouteMetrics(key.Item1, key.Item2));

    public string Text() => MetricsText.Write(routes.Values);
}
