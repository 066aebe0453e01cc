using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>A target group's part of a route, with the targets that were healthy when the table was built.</summary>
internal sealed class Share(int weight, string name, ImmutableArray<Upstream> healthy, RouteMetrics metrics, bool isMissing = false)
{
    public int Weight => weight;
    public string Name => name;
    public bool HasTargets => !healthy.IsEmpty;
    public RouteMetrics Metrics => metrics;

    /// <summary>What is answered while it has no target.</summary>
    public (int Status, string Why) Unserved => isMissing
        ? (StatusCodes.Status500InternalServerError, $"There is no Service {name}.\n")
        : (StatusCodes.Status503ServiceUnavailable, $"Target group {name} has no healthy target.\n");

    /// <summary>Enters the target with the fewest requests in flight, the first of equals from a random start; null when all doors are closed.</summary>
    public Upstream? Enter(Chance chance)
    {
        if (healthy.IsEmpty) return null;
        var start = healthy.Length == 1 ? 0 : chance.Below(healthy.Length);
        var best = healthy[start];
        for (var i = 1; i < healthy.Length; i++)
        {
            var next = healthy[(start + i) % healthy.Length];
            if (next.InFlight < best.InFlight) best = next;
        }
        return best.TryEnter() ? best : null;
    }
}
