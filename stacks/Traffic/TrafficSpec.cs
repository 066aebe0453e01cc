using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Stacks.Traffic;

/// <summary>Who gets which share of a service's users, as plain values.</summary>
internal sealed record TrafficSpec
{
    public required Stage Stage { get; init; }
    public required string Service { get; init; }
    public required RouteSpec Route { get; init; }
    public required TimeSpan? Stickiness { get; init; }
    public required Door Door { get; init; }
    public required string LogGroup { get; init; }
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }
    public required ImmutableArray<Side> Sides { get; init; }

    /// <summary>Null for nobody.</summary>
    public required Mirror? Mirror { get; init; }

    /// <summary>What users are told while no side is attached.</summary>
    public string Nobody => $"{Service} has no release in {Stage.Name} yet.";

    /// <exception cref="BadInputException">Somebody would get copies.</exception>
    public void RefuseMirror(string because)
    {
        if (Mirror is { } mirror)
            throw new BadInputException($"{StackNames.Traffic(Stage.Name, Service)}: {mirror.Share} would be mirrored to {mirror.To.Word}, and {because}. Leave the mirror out.");
    }
}
