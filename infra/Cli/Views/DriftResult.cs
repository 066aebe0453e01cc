using System.Collections.Immutable;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>What <c>infra drift --json</c> answers; stable.</summary>
internal sealed record DriftResult(string Stage, int Stacks, bool Fixed, ImmutableArray<DriftResult.Finding> Drifts)
{
    internal sealed record Finding(string Stack, string Severity, string Why, string Urn, string Type, string Change, ImmutableArray<PropertyDrift> Properties);

    internal static DriftResult Of(string stage, int stacks, ImmutableArray<DriftFinding> findings, bool isFixed) => new(stage, stacks, isFixed,
    [
        .. findings.Select(finding => new Finding(
            finding.Stack, DriftLines.Word(finding.Severity), finding.Why, finding.Drift.Urn, finding.Drift.Type, finding.Drift.IsGone ? "gone" : "changed", finding.Drift.Properties)),
    ]);
}
