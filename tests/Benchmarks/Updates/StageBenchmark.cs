using System.Globalization;

namespace Infra.Benchmarks.Updates;

/// <summary>What a preview of all stacks of a stage costs per stack as stages grow, under the policy pack: each size in a process of its own, held against the others of the same run.</summary>
internal static class StageBenchmark
{
    private const int Small = 30, Large = 300;

    /// <summary>What grows with the stage, such as the catalog that each program reads, may cost a tenth of the time; all else is the same for each stack.</summary>
    private const double Bound = 1.25;

    internal static async Task<int> RunAsync(CancellationToken ct)
    {
        Console.WriteLine("| services | stacks | changes | previews | per stack | peak memory | per stack |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var figures = new Dictionary<int, StageFigures>();
        foreach (var size in (int[])[Small, 100, Large])
        {
            var of = figures[size] = await OwnProcess.MeasureAsync<StageFigures>(StageRun.Verb, size, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {of.Stacks} | {of.Changes} | {of.Seconds:0.0} s | {of.Seconds * 1e3 / of.Stacks:0} ms | {of.PeakBytes / 1e6:0} MB | {of.PeakBytes / 1e6 / of.Stacks:0.0} MB |"));
        }

        var (small, large) = (figures[Small], figures[Large]);
        var (time, memory) = (large.Seconds / large.Stacks / (small.Seconds / small.Stacks), (double)large.PeakBytes / large.Stacks / ((double)small.PeakBytes / small.Stacks));
        var holds = time <= Bound && memory <= Bound;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"With {Large} services a stack costs {time:0.00} times the time and {memory:0.00} times the memory that it costs with {Small} (at most {Bound} is asked for{(holds ? "" : ": missed")})."));
        return holds ? 0 : 1;
    }
}
