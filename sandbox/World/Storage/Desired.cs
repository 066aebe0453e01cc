using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Storage;

/// <summary>Everything that was asked of the world, and so what a restarted world brings back.</summary>
internal sealed record Desired
{
    public ImmutableSortedDictionary<string, TargetGroup> TargetGroups { get; init; } = Empty<TargetGroup>();
    public ImmutableSortedDictionary<string, Listener> Listeners { get; init; } = Empty<Listener>();
    public ImmutableSortedDictionary<string, Rule> Rules { get; init; } = Empty<Rule>();
    public ImmutableSortedDictionary<string, Workload> Workloads { get; init; } = Empty<Workload>();
    public ImmutableArray<ImageStatus> Images { get; init; } = [];

    static ImmutableSortedDictionary<string, T> Empty<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
