using System.Collections.Immutable;
using Infra.Benchmarks.Policies;
using Infra.Benchmarks.Traffic;
using Infra.Benchmarks.Updates;

namespace Infra.Benchmarks;

/// <summary>Benchmarks by name; each answers with its exit code: 0 when its bounds hold.</summary>
internal static class BenchmarkList
{
    internal static ImmutableSortedDictionary<string, Func<CancellationToken, Task<int>>> All { get; } =
        ImmutableSortedDictionary<string, Func<CancellationToken, Task<int>>>.Empty
            .Add("policies", PolicyBenchmark.RunAsync)
            .Add("returns", ReturnsBenchmark.RunAsync)
            .Add("router", RouterBenchmark.RunAsync)
            .Add("stage", StageBenchmark.RunAsync)
            .Add("start", StartBenchmark.RunAsync)
            .Add("up", UpBenchmark.RunAsync)
            .Add("up-10000", UpBenchmark.RunLargestAsync);
}
