using System.Collections.Immutable;

namespace Infra.Catalog;

/// <summary>Where releases go.</summary>
public sealed record Stage
{
    public required string Name { get; init; }
    public required EngineKind Engine { get; init; }
    public required PlatformKind Platform { get; init; }
    public required string Account { get; init; }
    public required string Region { get; init; }

    /// <summary>The role that the provider assumes in <see cref="Account"/>; null for the caller's own.</summary>
    public string? Role { get; init; }

    /// <summary>The URL of Pulumi's state backend; null is the project's <c>.infra/state</c> (sandbox) or the one logged in to (pulumi).</summary>
    public string? Backend { get; init; }

    /// <summary>The folder of the journal, relative to the project.</summary>
    public required string Journal { get; init; }

    public required ListenPorts Listen { get; init; }
    public required ImmutableArray<string> Zones { get; init; }
    public required string VpcCidr { get; init; }
    public required string Owner { get; init; }
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }
}
