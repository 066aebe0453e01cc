using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>Lets one conductor at a time move a service.</summary>
public interface ILeases
{
    /// <summary>A lease that ran out, or whose holder's process on this host is gone, is taken over.</summary>
    Task<LeaseAnswer> TakeAsync(ServiceKey key, Holder holder, TimeSpan length, CancellationToken ct);

    /// <returns>The lease with its new end, or null when somebody else took it meanwhile.</returns>
    Task<Lease?> RenewAsync(Lease lease, TimeSpan length, CancellationToken ct);

    Task ReleaseAsync(Lease lease, CancellationToken ct);

    /// <returns>Who moves the service now; null when nobody does.</returns>
    Task<Lease?> FindAsync(ServiceKey key, CancellationToken ct);

    /// <returns>The newest lease, also one that ran out, was let go of, or whose holder is gone; null when nobody ever moved the service.</returns>
    Task<Lease?> LastAsync(ServiceKey key, CancellationToken ct);
}
