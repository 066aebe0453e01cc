using System.Collections.Immutable;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>What happened in one rollout, oldest first.</summary>
public sealed record RolloutHistory(ServiceKey Key, RolloutId Id, ImmutableArray<HistoryEvent> Events)
{
    /// <param name="entries">A service's whole journal.</param>
    /// <param name="folded">Whether looks with equal answers become one event.</param>
    public static ImmutableArray<RolloutHistory> Of(ServiceKey key, ImmutableArray<Entry> entries, bool folded) =>
        [.. (folded ? History.Folded(entries) : History.Of(entries)).GroupBy(told => told.Rollout).Select(group => new RolloutHistory(key, group.Key, [.. group]))];
}
