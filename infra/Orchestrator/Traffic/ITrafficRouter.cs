using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Traffic;

/// <summary>The live traffic rule, past any stack: whole value in, whole value out. Setting what is set already changes nothing.</summary>
public interface ITrafficRouter
{
    /// <param name="confirm">Asked when the rule has been read and before it is set; throws when this conductor may not any more. A rule that changes between is not set, where the platform can tell.</param>
    Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct);

    /// <summary>What the rule holds now. A route without a rule is <see cref="Shares.Nobody"/>.</summary>
    Task<Shares> ReadAsync(Route route, CancellationToken ct);
}
