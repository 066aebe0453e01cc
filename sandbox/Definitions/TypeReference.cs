namespace Infra.Sandbox.Definitions;

/// <summary>The type of a property: a closed family.</summary>
public abstract record TypeReference
{
    TypeReference() { }

    public sealed record Text : TypeReference;
    public sealed record Integer : TypeReference;
    public sealed record Number : TypeReference;
    public sealed record Boolean : TypeReference;

    /// <summary>A count or a share of it, a port or its name.</summary>
    public sealed record IntegerOrText : TypeReference;
    public sealed record ListOf(TypeReference Item) : TypeReference;
    public sealed record MapOf(TypeReference Item) : TypeReference;
    public sealed record Object(string Token) : TypeReference;
}
