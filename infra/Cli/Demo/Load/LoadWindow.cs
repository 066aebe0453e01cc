using System.Collections.Immutable;

namespace Infra.Cli.Demo.Load;

/// <summary>The requests of one rollout, by client and by router, between the same two fences.</summary>
internal sealed record LoadWindow
{
    internal required DateTimeOffset Began { get; init; }
    internal required DateTimeOffset Ended { get; init; }
    internal required ImmutableArray<Sample> Samples { get; init; }

    /// <summary>The router's counters at the second fence, less those at the first.</summary>
    internal required long RouterRequests { get; init; }
}
