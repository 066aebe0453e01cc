using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator;

/// <summary>Moves services: holds the lease, decides, performs, tells. Every verb returns how it went; only bugs are thrown.</summary>
/// <remarks>Cancelling stops at the next safe point and leaves traffic where it is; <see cref="ResumeAsync"/> goes on from there.</remarks>
public sealed class Conductor(Ports ports)
{
    public Task<Outcome> RolloutAsync(RolloutRequest request, Feed<RolloutSnapshot> feed, CancellationToken ct) => throw new NotImplementedException(ports.ToString());

    public Task<Outcome> ResumeAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => throw new NotImplementedException();

    public Task<Answer> AbortAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => throw new NotImplementedException();

    public Task<Answer> PromoteAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => throw new NotImplementedException();

    public Task<Answer> RollbackAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => throw new NotImplementedException();

    public Task<ServiceStatus> StatusAsync(ServiceKey key, CancellationToken ct) => throw new NotImplementedException();
}
