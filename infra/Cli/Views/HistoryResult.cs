using System.Collections.Immutable;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>The history of a stage, for programs; the shape is promised, and no fact is left out.</summary>
/// <param name="Rollouts">The newest last.</param>
internal sealed record HistoryResult(string Stage, ImmutableArray<HistoryResult.Rollout> Rollouts)
{
    internal sealed record Rollout(string Id, string Service, ImmutableArray<Fact> Facts);

    /// <param name="Number">Its line in the service's journal, counted from 1.</param>
    /// <param name="Kind">planned, intended, done, failed, observed, measured, requested, interrupted, resumed or ended.</param>
    internal sealed record Fact(long Number, DateTimeOffset At, string Kind, string Actor, string? Step, string Says, string Cause);

    internal static HistoryResult Of(string stage, ImmutableArray<RolloutHistory> histories) => new(
        stage,
        [.. histories.Select(history => new Rollout(history.Id.Value, history.Key.Service, [.. history.Events.Select(told => new Fact(told.Number, told.At, told.Fact, told.Actor, told.Step, told.Says, told.Cause))]))]);
}
