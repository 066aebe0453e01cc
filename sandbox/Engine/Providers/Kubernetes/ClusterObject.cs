using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <param name="Id">namespace/name.</param>
internal sealed record ClusterObject(string Type, string Key, string Id, PropertyMap Outputs)
{
    public string Space => Id[..Id.IndexOf('/', StringComparison.Ordinal)];
    public string Name => Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The key of another object of the same namespace.</summary>
    public string Beside(string name) => $"{Key[..^Name.Length]}{name}";
}
