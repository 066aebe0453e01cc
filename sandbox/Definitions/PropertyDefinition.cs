using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

/// <summary>One property.</summary>
/// <param name="Name">On the wire.</param>
/// <param name="CSharp">In C#.</param>
public sealed record PropertyDefinition(string Name, string CSharp, TypeReference Type)
{
    /// <summary>The program must give it.</summary>
    public bool Required { get; init; }

    /// <summary>A change of it replaces the resource.</summary>
    public bool Replaces { get; init; }

    public bool Secret { get; init; }

    /// <summary>An input that the provider fills in when the program gives none, so it always has a value.</summary>
    public bool Computed { get; init; }

    /// <summary>Travels as JSON text, as nested configuration of a provider does.</summary>
    public bool Json { get; init; }

    /// <summary>Smallest number, or shortest text or list; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>Largest number, or longest text or list; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>The only texts or numbers allowed; empty for any.</summary>
    public ImmutableArray<string> OneOf { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Full name of the C# class whose members are the allowed texts; null for none.</summary>
    public string? Enum { get; init; }

    /// <summary>What the provider assumes when a program gives nothing, as JSON text; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>
    /// The text of what the provider fills in, null when it finds it otherwise. In it stand <c>{id}</c>, <c>{region}</c>, <c>{account}</c>,
    /// <c>{hex:8}</c> and <c>{digits:4}</c> (made up at creation, kept thereafter), and <c>{property}</c>: an input, or an output with a template of its own.
    /// </summary>
    public string? Template { get; init; }
}
