using System.Collections.Immutable;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>The append-only record of one service in one stage. A fact is durable when <see cref="AppendAsync"/> returns.</summary>
/// <exception cref="JournalException">The record was edited, can't be read, or belongs to a newer holder of the lease.</exception>
public interface IJournal
{
    /// <summary>Where it is, for sentences.</summary>
    string Place { get; }

    Task<ImmutableArray<Entry>> ReadAsync(CancellationToken ct);

    /// <param name="token">The fencing token of the caller's lease: a lower one than the last entry's is refused.</param>
    /// <returns>The entry, whose hash is the journal's new head.</returns>
    Task<Entry> AppendAsync(Fact fact, long token, CancellationToken ct);
}
