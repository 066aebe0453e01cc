using System.Collections.Immutable;

namespace Infra.Benchmarks;

/// <summary>Benchmarks by name; each answers with its exit code: 0 when its bounds hold.</summary>
internal static class BenchmarkList
{
    internal static ImmutableSortedDictionary<string, Func<CancellationToken, Task<int>>> All { get; } =
        ImmutableSortedDictionary<string, Func<CancellationToken, Task<int>>>.Empty;
}
