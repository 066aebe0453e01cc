using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>One match of one rule of a route on one listener, and what decides whether it comes before another.</summary>
internal sealed record RouteRule
{
    public required string Id { get; init; }
    public required ClusterObject Route { get; init; }
    public required string ListenerId { get; init; }
    public required ImmutableArray<Condition> Conditions { get; init; }
    public required RuleAction Action { get; init; }
    public required int Rule { get; init; }
    public required int Match { get; init; }

    /// <summary>Of the longest host name; one without a wildcard is longer than any with one.</summary>
    public required int HostLength { get; init; }
    public required bool IsExactPath { get; init; }
    public required int PathLength { get; init; }
    public required int Headers { get; init; }

    /// <summary>As Gateway API orders them: the more it asks of a request the earlier, then the older, then by name.</summary>
    public static IEnumerable<RouteRule> InOrder(IEnumerable<RouteRule> rules) => rules
        .OrderByDescending(rule => rule.HostLength)
        .ThenByDescending(rule => rule.IsExactPath)
        .ThenByDescending(rule => rule.PathLength)
        .ThenByDescending(rule => rule.Headers)
        .ThenBy(rule => Manifest.Text(rule.Route.Outputs, "metadata.creationTimestamp"), StringComparer.Ordinal)
        .ThenBy(rule => rule.Route.Id, StringComparer.Ordinal)
        .ThenBy(rule => rule.Rule)
        .ThenBy(rule => rule.Match);

    /// <summary>Takes the same requests.</summary>
    public bool Asks(Rule other) => ListenerId == other.ListenerId && Conditions.Length == other.Conditions.Length
        && Conditions.Zip(other.Conditions).All(pair => pair.First.Field == pair.Second.Field && pair.First.Header == pair.Second.Header && pair.First.Values.SequenceEqual(pair.Second.Values));
}
