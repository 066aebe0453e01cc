using System.Collections.Immutable;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>A rollout as its journal has it.</summary>
/// <param name="Facts">Its own, oldest first; the first one is its plan.</param>
public sealed record RecordedRollout(Plan Plan, ImmutableArray<Fact> Facts)
{
    public bool HasEnded => Facts.Any(fact => fact is Fact.Ended);

    /// <param name="entries">A service's whole journal.</param>
    /// <param name="id">Null for the newest.</param>
    /// <returns>Null when there is none.</returns>
    public static RecordedRollout? Find(ImmutableArray<Entry> entries, RolloutId? id = null)
    {
        var facts = entries.Select(entry => entry.Fact);
        return facts.OfType<Fact.Planned>().LastOrDefault(planned => id is null || planned.Plan.Id == id)?.Plan is { } plan
            ? new(plan, [.. facts.Where(fact => fact.Rollout == plan.Id)])
            : null;
    }
}
