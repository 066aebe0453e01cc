namespace Infra.Platforms.Kubernetes;

/// <summary>How stacks publish an object: <c>namespace/name</c>.</summary>
internal readonly record struct NamespacedName(string Namespace, string Name)
{
    /// <exception cref="PlatformException">The text is none.</exception>
    internal static NamespacedName Parse(string text) => text.Split('/') is [{ Length: > 0 } space, { Length: > 0 } name]
        ? new(space, name)
        : throw new PlatformException($"\"{text}\" names no object of Kubernetes; it should be namespace/name.");

    public override string ToString() => $"{Namespace}/{Name}";
}
