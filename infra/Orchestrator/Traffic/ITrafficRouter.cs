using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Traffic;

/// <summary>The live traffic rule, past any stack: whole value in, whole value out. Setting what is set already changes nothing.</summary>
public interface ITrafficRouter
{
    Task SetAsync(Route route, Shares desired, CancellationToken ct);

    /// <summary>What the rule holds now. A route without a rule is <see cref="Shares.Nobody"/>.</summary>
    Task<Shares> ReadAsync(Route route, CancellationToken ct);
}
