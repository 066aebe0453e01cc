using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>The letter box of a running conductor: another process puts a wish in; the conductor journals it, and only then clears the box.</summary>
public interface IWishes
{
    /// <summary>The newest wish wins.</summary>
    Task PutAsync(ServiceKey key, WishLetter letter, CancellationToken ct);

    Task<WishLetter?> FindAsync(ServiceKey key, CancellationToken ct);

    Task ClearAsync(ServiceKey key, CancellationToken ct);
}
