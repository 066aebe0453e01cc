using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>A service's status, for programs; the shape is promised.</summary>
internal sealed record StatusResult
{
    public required string Service { get; init; }
    public required string Serving { get; init; }
    public required Side Blue { get; init; }
    public required Side Green { get; init; }
    public required string? LastRollout { get; init; }
    public required string? LastOutcome { get; init; }
    public required string? LeaseHolder { get; init; }
    public required ImmutableArray<string> Findings { get; init; }

    /// <summary>The newest rollout; null when there is none.</summary>
    public required Rollout? Newest { get; init; }

    /// <summary>The newest lease; null when nobody ever moved the service.</summary>
    public required LeaseState? Lease { get; init; }

    /// <param name="RealWeight">What the router has; null where it can't be asked.</param>
    internal sealed record Side(string Release, bool Attached, int Weight, int? RealWeight);

    /// <param name="WaitsFor">nothing, step, bake, evidence, pause, drain, warm, person, resume or holder.</param>
    /// <param name="Until">When the clock ends the wait; null where no clock does.</param>
    /// <param name="Gates">What each gate last answered: good, bad, not enough yet.</param>
    internal sealed record Rollout(
        string Id, string Release, Waits WaitsFor, string? Step, DateTimeOffset? Since, DateTimeOffset? Until, string Says, IReadOnlyDictionary<string, string> Gates);

    /// <param name="Held">Whether its holder is there and the lease lasts.</param>
    internal sealed record LeaseState(string Holder, DateTimeOffset Since, DateTimeOffset Until, bool Held);

    internal static StatusResult Of(ServiceStatus status, DateTimeOffset now) => new()
    {
        Service = status.Key.Service,
        Serving = ColourNames.WordOrNone(status.Present.Split.Serving),
        Blue = Of(status, Colour.Blue),
        Green = Of(status, Colour.Green),
        LastRollout = status.Rollout?.Plan?.Release.Name,
        LastOutcome = status.Rollout?.Outcome is { } outcome ? OutcomeWords.Of(outcome) : null,
        LeaseHolder = status.Lease?.Holder.ToString(),
        Findings = status.Findings,
        Newest = status is { Rollout: { Plan: { } plan } rollout } && status.StandingAt(now) is { } at
            ? new(plan.Id.Value, plan.Release.Name, at.For, at.Step?.Id, at.Since, at.Until, at.Says, rollout.Verdicts.ToDictionary(verdict => verdict.Gate, verdict => verdict.Word))
            : null,
        Lease = status.LastLease is { } lease ? new(lease.Holder.ToString(), lease.Since, lease.Until, status.Lease is not null) : null,
    };

    private static Side Of(ServiceStatus status, Colour colour)
    {
        var share = status.Present.Split[colour];
        return new(status.Present[colour].Name, share.Attached, share.Weight.InPercent, status.Real?[colour].Weight.InPercent);
    }
}
