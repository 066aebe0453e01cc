using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

/// <summary>All resources, object types and functions of one provider package, by token.</summary>
public sealed record PackageDefinition(
    string Name,
    string Version,
    ImmutableDictionary<string, ResourceDefinition> Resources,
    ImmutableDictionary<string, ObjectDefinition> Objects,
    ImmutableDictionary<string, FunctionDefinition> Functions);
