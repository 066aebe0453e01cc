using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>Whether a side's replicas can take requests, as the balancer sees them.</summary>
public interface ITargetHealth
{
    Task<SideHealth> ReadAsync(Route route, Colour side, CancellationToken ct);
}
