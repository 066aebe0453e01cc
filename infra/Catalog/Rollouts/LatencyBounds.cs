using System.Collections.Immutable;

namespace Infra.Catalog.Rollouts;

/// <summary>The upper bounds of the router's latency histogram: only at these can "slower than" be counted.</summary>
public static class LatencyBounds
{
    public static ImmutableArray<TimeSpan> All { get; } =
    [
        .. new[] { 1, 2.5, 5, 10, 25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000 }.Select(TimeSpan.FromMilliseconds),
    ];
}
