namespace Infra.Policies.Sdk.Testing;

/// <summary>A file of cases can't be used: where, what, and how to mend it.</summary>
internal sealed class CaseException(string message, Exception? inner = null) : Exception(message, inner);
