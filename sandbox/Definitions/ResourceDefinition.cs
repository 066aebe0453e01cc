using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

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
    ImmutableArray<PropertyDefinition> Outputs)
{
    /// <summary>Full name of the C# class of its arguments.</summary>
    public string CSharpArgs { get; init; } = $"{CSharp}Args";

    /// <summary>The old one must go before the new one can come, even when the program asks for nothing of the kind.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>Paths whose change replaces the resource, for packages whose properties lie deeper than the first level.</summary>
    public ImmutableArray<string> ReplacePaths { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Paths that may not change while the resource lives.</summary>
    public ImmutableArray<string> FixedPaths { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>This is the provider's configuration, <c>pulumi:providers:NAME</c>.</summary>
    public bool IsProvider { get; init; }
}

/// <summary>An automatic name: <c>{prefix}{resource name}-{hex digits}</c>, at most <paramref name="MaxLength"/> characters, refused when longer.</summary>
public sealed record AutoName(string Property, int MaxLength)
{
    public string Prefix { get; init; } = "";
}
