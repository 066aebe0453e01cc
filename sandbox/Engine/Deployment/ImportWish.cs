using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>One resource that exists already and is to become part of a stack, without a program that says so yet.</summary>
internal sealed record ImportWish
{
    public required string Urn { get; init; }
    public required string Type { get; init; }

    /// <summary>What the program's code calls it.</summary>
    public required string Variable { get; init; }

    /// <summary>Empty for a component, of which nothing exists but its name.</summary>
    public required string Id { get; init; }
    public required string Parent { get; init; }

    /// <summary>The URN of its provider; empty for the default one.</summary>
    public string Provider { get; init; } = "";
    public string Version { get; init; } = "";

    /// <summary>The only inputs to take over; empty for all.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];
    public bool Component { get; init; }
    public bool Protect { get; init; } = true;

    public string Name => Deployment.Urn.Name(Urn);
}
