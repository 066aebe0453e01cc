namespace Infra.Orchestrator.Provisioning;

/// <param name="Policy">Its name; <c>PACK/NAME</c> where it is of another pack than Infra's own.</param>
/// <param name="Level">As the pack says it: <c>mandatory</c>, <c>advisory</c>.</param>
/// <param name="Urn">The resource, or empty when the whole stack is meant.</param>
public sealed record Violation(string Policy, string Level, string Urn, string Message)
{
    private const string Own = "infra";

    public static string Called(string pack, string policy) => pack is Own or "" ? policy : $"{pack}/{policy}";

    /// <summary>Whose policy it is; null for Infra's own.</summary>
    public string? Pack => Policy.Split('/') is [var pack, _] ? pack : null;

    public bool IsMandatory => Level == "mandatory";
}
