using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>How many replicas serve users now, whatever autoscaling has made of them: the candidate must be able to bear as much.</summary>
internal static class StableSize
{
    /// <returns>Null while nobody serves.</returns>
    public static async Task<int?> ReadAsync(Tools tools, RouteBook routes, Shares set, Colour stable, CancellationToken ct)
    {
        if (!set[stable].Attached)
            return null;
        var health = await tools.Health.ReadAsync(await routes.GetAsync(ct), stable, ct);
        return health.Wanted > 0 ? health.Wanted : null;
    }
}
