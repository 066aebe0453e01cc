namespace Infra.Policies.Sdk;

/// <summary>What one rule said of one resource or stack.</summary>
/// <param name="NotApplicable">Why it had nothing to say; null where it judged.</param>
internal sealed record Judgement(IReadOnlyList<Finding> Findings, string? NotApplicable = null);
