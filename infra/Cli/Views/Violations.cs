using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Views;

internal static class Violations
{
    internal static string Line(Violation violation) =>
        $"Policy {violation.Policy} ({violation.Level}){(violation.Urn.Length > 0 ? $" on {Name(violation.Urn)}" : "")}: {violation.Message}";

    /// <summary>What is refused, what was said of a moment that no later check sees, and what <c>infra policy check</c> does not know.</summary>
    internal static bool IsToldAtOnce(Violation violation) => violation.IsMandatory || !violation.IsOwn || violation.Urn.Contains("::infra:release:", StringComparison.Ordinal);

    /// <summary>All else that is advised, as one line; null where nothing is.</summary>
    internal static string? Advice(IEnumerable<Violation> violations, string stage) => violations.Distinct().Count(violation => !IsToldAtOnce(violation)) switch
    {
        0 => null,
        1 => $"1 advice; `infra policy check --stage {stage}` tells it.",
        var count => $"{count} advices; `infra policy check --stage {stage}` tells them.",
    };

    /// <summary>The last part of a URN, which is the resource's own name.</summary>
    internal static string Name(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];
}
