using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Finds what a pack of a later protocol says beyond what is known here. Passed over it could be the very word that forbids.</summary>
internal static class LaterProtocol
{
    /// <returns>Null where all is known.</returns>
    public static string? In(AnalyzerInfo info) => Levels(info.Policies.Select(policy => (policy.Name, policy.EnforcementLevel)));

    /// <returns>Null where all is known.</returns>
    public static string? In(AnalyzeResponse answer)
    {
        var rest = answer.Clone();
        rest.Diagnostics.Clear();
        rest.NotApplicable.Clear();
        return Levels(answer.Diagnostics.Select(diagnostic => (diagnostic.PolicyName, diagnostic.EnforcementLevel))) ?? Fields(rest.CalculateSize());
    }

    /// <returns>Null where all is known.</returns>
    public static string? In(RemediateResponse answer)
    {
        var rest = answer.Clone();
        rest.Remediations.Clear();
        rest.NotApplicable.Clear();
        return Fields(rest.CalculateSize());
    }

    static string? Levels(IEnumerable<(string Policy, EnforcementLevel Level)> levels) =>
        levels.Where(one => !Enum.IsDefined(one.Level)).Select(one => $"the enforcement level {(int)one.Level} of the policy '{one.Policy}'").FirstOrDefault();

    static string? Fields(int size) => size == 0 ? null : "fields";
}
