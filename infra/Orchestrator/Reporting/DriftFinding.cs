using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;

namespace Infra.Orchestrator.Reporting;

/// <summary>How much a drift matters: most where users are.</summary>
public sealed record DriftFinding(string Stack, DriftSeverity Severity, string Why, Drift Drift)
{
    /// <param name="serving">The side that serves the stack's service; null where nobody does, and for a network.</param>
    public static ImmutableArray<DriftFinding> Of(StackReport report, Colour? serving)
    {
        var (severity, why) = StackId.Parse(report.Stack) switch
        {
            StackId.Environment side when side.Colour == serving => (DriftSeverity.High, $"{side.Colour.Word} serves {side.Service}"),
            StackId.Environment side => (DriftSeverity.Low, $"{side.Colour.Word} serves nobody"),
            StackId.Traffic of => (DriftSeverity.High, $"it says who gets {of.Service}'s users"),
            _ => (DriftSeverity.Medium, "all services stand on it"),
        };
        return [.. report.Drifts.Select(drift => new DriftFinding(report.Stack, severity, why, drift))];
    }
}

public enum DriftSeverity
{
    Low,
    Medium,
    High,
}
