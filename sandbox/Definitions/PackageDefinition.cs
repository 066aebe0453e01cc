using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

/// <summary>All resources and object types of one provider package.</summary>
public sealed record PackageDefinition(
    string Name,
    string Version,
    ImmutableDictionary<string, ResourceDefinition> Resources,
    ImmutableDictionary<string, ObjectDefinition> Objects);

/// <summary>One resource type: what generates its C# class, checks its inputs, and decides about replacement.</summary>
/// <param name="Token">Pulumi type token, e.g. <c>aws:ecs/service:Service</c>.</param>
/// <param name="CSharp">Full name of the C# class, e.g. <c>Pulumi.Aws.Ecs.Service</c>.</param>
/// <param name="Id">Template of the ID (see <see cref="PropertyDefinition.Template"/>).</param>
/// <param name="Name">The input that gets a name of its own when the program gives none; null for none.</param>
/// <param name="Inputs">What a program may set.</param>
/// <param name="Outputs">What only the provider sets. Every input is an output as well.</param>
public sealed record ResourceDefinition(
    string Token,
    string CSharp,
    string Id,
    AutoName? Name,
    ImmutableArray<PropertyDefinition> Inputs,
    ImmutableArray<PropertyDefinition> Outputs);

/// <summary>An automatic name: <c>{resource name}-{7 hex digits}</c>, at most <paramref name="MaxLength"/> characters, refused when longer.</summary>
public sealed record AutoName(string Property, int MaxLength);

/// <summary>A nested object type, e.g. <c>aws:ecs/ServiceLoadBalancer:ServiceLoadBalancer</c>.</summary>
public sealed record ObjectDefinition(string Token, string CSharpInput, string CSharpOutput, ImmutableArray<PropertyDefinition> Properties);

/// <summary>One property.</summary>
/// <param name="Name">On the wire.</param>
/// <param name="CSharp">In C#.</param>
/// <param name="Min">Smallest number, or shortest text or list; null for none.</param>
/// <param name="Max">Largest number, or longest text or list; null for none.</param>
/// <param name="OneOf">The only texts allowed; empty for any.</param>
/// <param name="Default">What the provider assumes when a program gives nothing, as JSON text; null for none.</param>
/// <param name="Template">For an output: its text, with <c>{input}</c>, <c>{id}</c>, <c>{region}</c>, <c>{account}</c>, <c>{hex:8}</c> in it; null when the provider finds it otherwise.</param>
public sealed record PropertyDefinition(
    string Name,
    string CSharp,
    TypeReference Type,
    bool Required,
    bool Replaces,
    bool Secret,
    double? Min,
    double? Max,
    ImmutableArray<string> OneOf,
    string? Default,
    string? Template);

/// <summary>The type of a property: a closed family.</summary>
public abstract record TypeReference
{
    TypeReference() { }

    public sealed record Text : TypeReference;
    public sealed record Integer : TypeReference;
    public sealed record Number : TypeReference;
    public sealed record Boolean : TypeReference;
    public sealed record ListOf(TypeReference Item) : TypeReference;
    public sealed record MapOf(TypeReference Item) : TypeReference;
    public sealed record Object(string Token) : TypeReference;
}
