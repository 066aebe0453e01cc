using System.Diagnostics;
using System.Globalization;

namespace Infra.Benchmarks;

/// <summary>Cold starts of the published <c>infra</c> beside a bare hello world of the same .NET, by turns in one run: at most twice as long.</summary>
internal static class StartBenchmark
{
    private const int Turns = 21;
    private const double Bound = 2;

    internal static async Task<int> RunAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infra-start-").FullName;
        try
        {
            Console.WriteLine($"Publishing infra and a hello world into {folder} …");
            var subjects = await StartSubjects.MakeAsync(folder, ct);
            await using (subjects)
                return await MeasureAsync(subjects, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(StartSubjects subjects, CancellationToken ct)
    {
        var up = await TurnsAsync(subjects, [["--help"], ["status"]], ct);
        await subjects.WorldDownAsync(ct);
        var down = await TurnsAsync(subjects, [["status"]], ct);
        var holds = true;
        Console.WriteLine("| start | median | beside hello world | bound |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (what, mine, hello) in new[] { ("infra --help", up[1], up[0]), ("infra status, world up", up[2], up[0]), ("infra status, world down", down[1], down[0]) })
        {
            var ratio = mine / hello;
            holds &= ratio <= Bound;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {mine:0.0} ms against {hello:0.0} ms | {ratio:0.00} | {(ratio <= Bound ? "holds" : $"missed: {Bound:0.0}")} |"));
        }

        return holds ? 0 : 1;
    }

    /// <summary>Medians in milliseconds: hello world's first, then one per verb.</summary>
    private static async Task<double[]> TurnsAsync(StartSubjects subjects, string[][] verbs, CancellationToken ct)
    {
        var times = Enumerable.Range(0, verbs.Length + 1).Select(_ => new List<double>()).ToArray();
        for (var turn = 0; turn < Turns; turn++)
        {
            times[0].Add(await TimeAsync(subjects.Hello, [], subjects.Project, ct));
            foreach (var (at, verb) in verbs.Index())
                times[at + 1].Add(await TimeAsync(subjects.Infra, verb, subjects.Project, ct));
        }

        return [.. times.Select(each => each.Order().ElementAt(Turns / 2))];
    }

    private static async Task<double> TimeAsync(string program, string[] args, string folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var took = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0 ? took.TotalMilliseconds : throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}: {said}");
    }
}
