using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

/// <summary>A nested object type, e.g. <c>aws:ecs/ServiceLoadBalancer:ServiceLoadBalancer</c>.</summary>
/// <param name="CSharpInput">The class with which a program gives it.</param>
/// <param name="CSharpOutput">The class in which a program reads it.</param>
public sealed record ObjectDefinition(string Token, string CSharpInput, string CSharpOutput, ImmutableArray<PropertyDefinition> Properties)
{
    /// <summary>For an argument of a function: the class of plain values; null for a part of a resource.</summary>
    public string? CSharpPlain { get; init; }
}
