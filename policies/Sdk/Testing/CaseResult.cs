namespace Infra.Policies.Sdk.Testing;

/// <param name="Complaint">What is wrong with the rule or its case; null where it is as expected.</param>
/// <param name="Said">All that the rule said.</param>
internal sealed record CaseResult(string? Complaint, IReadOnlyList<string> Said);
