using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Views;

internal static class Violations
{
    internal static string Line(Violation violation) =>
        $"Policy {violation.Policy} ({violation.Level}){(violation.Urn.Length > 0 ? $" on {Name(violation.Urn)}" : "")}: {violation.Message}";

    /// <summary>The last part of a URN, which is the resource's own name.</summary>
    internal static string Name(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];
}
