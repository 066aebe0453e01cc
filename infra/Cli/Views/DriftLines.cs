using System.Collections.Immutable;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>Drift as people read it: the resource, then each property as it was and as it is.</summary>
internal static class DriftLines
{
    internal static IEnumerable<string> Of(DriftFinding finding)
    {
        var drift = finding.Drift;
        yield return $"{Word(finding.Severity),-6} {finding.Stack}: {drift.Type} {Violations.Name(drift.Urn)} {(drift.IsGone ? "is gone" : "differs")} ({finding.Why})";
        foreach (var property in drift.Properties)
            yield return $"         {property.Path}: {property.Was ?? "nothing"} -> {property.Is ?? "nothing"}";
    }

    internal static string Summary(ImmutableArray<DriftFinding> findings, int stacks) => findings.IsEmpty
        ? $"{stacks} stacks are as they were made."
        : $"{findings.Length} resources in {findings.Select(finding => finding.Stack).Distinct().Count()} of {stacks} stacks differ from what was made of them. `infra drift --fix` brings them back; to keep what is there, declare it and `infra rollout`.";

    internal static string Word(DriftSeverity severity) => severity switch
    {
        DriftSeverity.High => "high",
        DriftSeverity.Medium => "medium",
        DriftSeverity.Low => "low",
    };
}
