using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator.Gates;

/// <summary>Counts answers per side, ever growing; the caller subtracts. It measures and never judges.</summary>
public interface IProbe
{
    /// <param name="slowerThan">The bound above which an answer counts as slow; null when nobody asks.</param>
    Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct);
}
