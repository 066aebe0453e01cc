using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator;

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

    internal sealed record Side(string Release, bool Attached, int Weight, int? RealWeight);

    internal static StatusResult Of(ServiceStatus status) => new()
    {
        Service = status.Key.Service,
        Serving = ColourNames.WordOrNone(status.Present.Split.Serving),
        Blue = Of(status, Colour.Blue),
        Green = Of(status, Colour.Green),
        LastRollout = status.Rollout?.Plan?.Release.Name,
        LastOutcome = status.Rollout?.Outcome is { } outcome ? OutcomeWords.Of(outcome) : null,
        LeaseHolder = status.Lease?.Holder.ToString(),
        Findings = status.Findings,
    };

    private static Side Of(ServiceStatus status, Colour colour)
    {
        var share = status.Present.Split[colour];
        return new(status.Present[colour].Name, share.Attached, share.Weight.InPercent, status.Real?[colour].Weight.InPercent);
    }
}
