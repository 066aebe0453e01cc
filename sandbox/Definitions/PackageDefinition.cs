using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

/// <summary>All resources, object types and functions of one provider package, by token.</summary>
public sealed record PackageDefinition(
    string Name,
    string Version,
    ImmutableDictionary<string, ResourceDefinition> Resources,
    ImmutableDictionary<string, ObjectDefinition> Objects,
    ImmutableDictionary<string, FunctionDefinition> Functions)
{
    /// <summary>Tokens name no member of their module, as in <c>kubernetes:apps/v1:Deployment</c>; and the C# package has the shapes that go with it.</summary>
    public bool IsFlat { get; init; }
}
