namespace Infra.Orchestrator.Provisioning;

/// <param name="Level">As the pack says it: <c>mandatory</c>, <c>advisory</c>.</param>
/// <param name="Urn">The resource, or empty when the whole stack is meant.</param>
public sealed record Violation(string Policy, string Level, string Urn, string Message)
{
    public bool IsMandatory => Level == "mandatory";
}
