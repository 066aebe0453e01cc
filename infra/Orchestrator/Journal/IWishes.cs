using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>The letter box of a running conductor: another process puts a wish in, the conductor takes it out and journals it.</summary>
public interface IWishes
{
    Task PutAsync(ServiceKey key, Wish wish, string by, CancellationToken ct);

    Task<Fact.Requested?> TakeAsync(ServiceKey key, RolloutId rollout, DateTimeOffset now, CancellationToken ct);
}
