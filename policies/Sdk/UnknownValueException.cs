namespace Infra.Policies.Sdk;

/// <summary>A rule read a value that this preview does not know. The SDK's own: rules neither throw nor catch it.</summary>
internal sealed class UnknownValueException(string path) : Exception($"{path} is not known yet.")
{
    public string Path { get; } = path;
}
