using System.Collections.Immutable;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Views;

/// <summary>A stack's report, for programs; the shape is promised.</summary>
internal sealed record StackResultJson(
    string Stack, string Result, string Why, IReadOnlyDictionary<string, int> Changes, int Resources, ImmutableArray<ViolationResult> Violations, IReadOnlyDictionary<string, string> Outputs)
{
    internal static StackResultJson Of(StackReport report) =>
        new(report.Stack, report.Result.ToString().ToLowerInvariant(), report.Why, report.Changes, report.Resources, ViolationResult.Of(report.Violations), report.Outputs);
}
