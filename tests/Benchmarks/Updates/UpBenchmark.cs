using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Benchmarks.Updates;

/// <summary>What an <c>up</c> costs per resource as programs grow: each size in a process of its own, held against the others of the same run.</summary>
internal static class UpBenchmark
{
    private const int Small = 1_000, Large = 5_000, Largest = 10_000;
    private const double LargeBound = 6, LargestBound = 12, PreviewBound = 3, PeakBound = 1.5e9;

    internal static Task<int> RunAsync(CancellationToken ct) => RunAsync([100, Small, Large], ct);

    internal static Task<int> RunLargestAsync(CancellationToken ct) => RunAsync([100, Small, Large, Largest], ct);

    private static async Task<int> RunAsync(ImmutableArray<int> sizes, CancellationToken ct)
    {
        Console.WriteLine("| resources | up | per resource | peak memory | per resource | up again | preview | under mocks |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var figures = new Dictionary<int, UpFigures>();
        foreach (var size in sizes)
        {
            var of = figures[size] = await OwnProcess.MeasureAsync<UpFigures>(UpRun.Verb, size, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {of.Resources} | {of.Up:0.00} s | {Each(of.Up, of)} | {of.PeakBytes / 1e6:0} MB | {of.PeakBytes / 1e3 / of.Resources:0} kB | {Each(of.Again, of)} | {Each(of.Preview, of)} | {Each(of.Mocks, of)} |"));
        }

        var (small, most) = (figures[Small], figures[sizes[^1]]);
        var holds = AtMost($"An up of {Large} takes as long as", figures[Large].Up / small.Up, LargeBound, $"of {Small}");
        if (most is { PeakBytes: var peak } && sizes[^1] == Largest)
        {
            holds &= AtMost($"An up of {Largest} takes as long as", most.Up / small.Up, LargestBound, $"of {Small}");
            holds &= AtMost("Its peak memory is", peak / 1e9, PeakBound / 1e9, "GB");
        }

        return AtLeast($"A preview of {sizes[^1]} without change is", most.Up / most.Preview, PreviewBound, "times as fast as the up that made them") && holds ? 0 : 1;
    }

    private static string Each(double seconds, UpFigures of) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3 / of.Resources:0.00} ms");

    private static bool AtMost(string what, double figure, double bound, string unit) => Say(what, figure, $"at most {bound:0.#}", unit, figure <= bound);

    private static bool AtLeast(string what, double figure, double bound, string unit) => Say(what, figure, $"at least {bound:0.#}", unit, figure >= bound);

    private static bool Say(string what, double figure, string bound, string unit, bool holds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {figure:0.0} {unit} ({bound} is asked for{(holds ? "" : ": missed")})."));
        return holds;
    }
}
