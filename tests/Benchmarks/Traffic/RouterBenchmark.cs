using Infra.Tests;
using Infra.Tests.Support;

namespace Infra.Benchmarks.Traffic;

/// <summary>The router beside nginx: the same targets and the same load, in turns; medians over the rounds.</summary>
internal static class RouterBenchmark
{
    const int Rounds = 5;
    const double Bound = 0.5;

    static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var stand = await Stand.StartAsync(ct);
        var port = FreePort.Next();
        await using var nginx = await Nginx.StartAsync(stand.Folder, port, stand.Targets, ct);
        await Wrk.RunAsync(stand.Port, Length, ct);
        await Wrk.RunAsync(port, TimeSpan.FromSeconds(1), ct);

        var (ours, theirs) = (new List<WrkReport>(), new List<WrkReport>());
        for (var round = 1; round <= Rounds; round++)
        {
            ours.Add(await Wrk.RunAsync(stand.Port, Length, ct));
            theirs.Add(await Wrk.RunAsync(port, Length, ct));
            Console.WriteLine($"round {round}: router {Say(ours[^1])}; nginx {Say(theirs[^1])}");
        }

        var ratio = Median(ours, report => report.RequestsPerSecond) / Median(theirs, report => report.RequestsPerSecond);
        var slower = Median(ours, report => report.P99) / Median(theirs, report => report.P99);
        var failed = ours.Sum(report => report.SocketErrors + report.Non2xx);
        Console.WriteLine($"Throughput is {ratio:0.00} of nginx's (at least {Bound:0.0} is asked for), p99 is {slower:0.00} times nginx's, {failed} of the router's requests failed.");
        return ratio >= Bound && failed == 0 ? 0 : 1;
    }

    static string Say(WrkReport report) => $"{report.RequestsPerSecond:n0} requests/s, p99 {report.P99:0.00} ms";

    static double Median(List<WrkReport> reports, Func<WrkReport, double> figure) => reports.Select(figure).Order().ElementAt(reports.Count / 2);
}
