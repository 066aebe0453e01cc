namespace Infra.Policies.Sdk.Testing;

/// <summary>A rule does not do what its test says.</summary>
public sealed class RuleTestException(string message) : Exception(message);
