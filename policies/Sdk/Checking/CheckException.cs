namespace Infra.Policies.Sdk.Checking;

/// <summary>What should be checked can't be read: where, what, and how to mend it.</summary>
internal sealed class CheckException(string message, Exception? inner = null) : Exception(message, inner);
