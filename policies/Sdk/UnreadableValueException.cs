namespace Infra.Policies.Sdk;

/// <summary>A rule read a value that is not what its property holds. The SDK's own: it counts as a violation.</summary>
internal sealed class UnreadableValueException(string path, string expected) : Exception($"{path} is not {expected}.");
