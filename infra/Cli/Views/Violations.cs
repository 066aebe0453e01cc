using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Views;

internal static class Violations
{
    internal static string Line(Violation violation) =>
        $"Policy {violation.Policy} ({violation.Level}){(violation.Urn.Length > 0 ? $" on {Name(violation.Urn)}" : "")}: {violation.Message}";

    /// <summary>What is refused, and what was said of a moment that no later check sees.</summary>
    internal static bool IsToldAtOnce(Violation violation) => violation.IsMandatory || violation.Urn.Contains("::infra:release:", StringComparison.Ordinal);

    /// <summary>All else that is advised, as one line for each pack.</summary>
    internal static IEnumerable<string> Advices(IEnumerable<Violation> violations, string stage) =>
        from violation in violations.Distinct()
        where !IsToldAtOnce(violation)
        group violation by violation.Pack into advices
        let count = advices.Count()
        let what = $"{(count == 1 ? "1 advice" : $"{count} advices")}{(advices.Key is { } pack ? $" of {pack}" : "")}"
        select $"{what}; `{(advices.Key is null ? $"infra policy check --stage {stage}" : "--json")}` tells {(count == 1 ? "it" : "them")}.";

    /// <summary>The last part of a URN, which is the resource's own name.</summary>
    internal static string Name(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];
}
