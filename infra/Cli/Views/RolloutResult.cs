using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>How a rollout ended, for programs; the shape is promised.</summary>
internal sealed record RolloutResult
{
    public required string Stage { get; init; }
    public required string Service { get; init; }
    public required string Release { get; init; }
    public required string Outcome { get; init; }
    public required string Reason { get; init; }
    public required string Serving { get; init; }
    public required SideResult Blue { get; init; }
    public required SideResult Green { get; init; }

    /// <summary>What a second side was going to cost, in US dollars; null where nobody knew.</summary>
    public decimal? CostEstimate { get; init; }
    public required ImmutableArray<StepResult> Steps { get; init; }
    public required ImmutableArray<ViolationResult> Violations { get; init; }

    internal sealed record SideResult(bool Attached, int Weight);

    internal sealed record StepResult(string Id, string State, string Says, double? Seconds);

    internal static RolloutResult Of(RolloutSnapshot snapshot, Outcome outcome) => new()
    {
        Stage = snapshot.Key.Stage,
        Service = snapshot.Key.Service,
        Release = snapshot.Plan?.Release.Name ?? "",
        Outcome = OutcomeWords.Of(outcome),
        Reason = outcome.Reason,
        Serving = ColourNames.WordOrNone(snapshot.Serving),
        Blue = Side(snapshot.Shares.Blue),
        Green = Side(snapshot.Shares.Green),
        CostEstimate = snapshot.Cost?.Dollars,
        Steps = [.. snapshot.Steps.Select(s => new StepResult(s.Id, s.State.ToString().ToLowerInvariant(), s.Says, s.Ended - s.Began is { } took ? Math.Round(took.TotalSeconds, 3) : null))],
        Violations = ViolationResult.Of(snapshot.Violations),
    };

    private static SideResult Side(SideShare share) => new(share.Attached, share.Weight.InPercent);
}
