using System.Collections.Immutable;

namespace Infra.Sandbox.World.Model;

/// <summary>Replicas of one image that the world keeps running, as processes, and registered in target groups.</summary>
public sealed record Workload
{
    public required string Id { get; init; }

    /// <summary><c>repository@sha256:…</c>. A tag is resolved at start, as a registry would.</summary>
    public required string Image { get; init; }

    public required int Replicas { get; init; }

    /// <summary>All that the process's environment holds, beside PORT (the port it must listen on at 127.0.0.1), HOME and what its runtime needs.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    public required ImmutableArray<string> TargetGroupIds { get; init; }

    /// <summary>Time between SIGTERM and SIGKILL.</summary>
    public required TimeSpan StopTimeout { get; init; }
}
