using System.Collections.Immutable;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Views;

/// <summary>A violation, for programs; the shape is promised.</summary>
internal sealed record ViolationResult(string Policy, string Level, string Urn, string Message)
{
    internal static ImmutableArray<ViolationResult> Of(ImmutableArray<Violation> violations) =>
        [.. violations.Select(v => new ViolationResult(v.Policy, v.Level, v.Urn, v.Message))];
}
