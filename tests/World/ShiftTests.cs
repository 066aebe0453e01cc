using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Tests.World;

/// <summary>Shifts back and forth in a real world under wrk's load, with two clients of our own beside it that remember each answer.</summary>
[Collection(MannersCollection.Name)]
public sealed class ShiftTests(MannersWorld manners)
{
    const int Connections = 16;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_is_lost_and_a_drained_side_without_a_share_answers_nothing()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.TwoSidesAsync();
        await using var wrk = Tool.Start("wrk", "wrk", "-t2", $"-c{Connections}", "-d600s", "--timeout", "30s", world.Address.ToString());
        await using var load = new Load(world, clients: 2);
        var shifts = Whole.Or(40, 200);
        var quiet = new List<(string Release, long From, long To)>();

        for (var i = 0; i < shifts; i++)
        {
            var (from, to) = i % 2 == 0 ? ("blue", "green") : ("green", "blue");
            await world.RouteAsync((from, 0), (to, 100));
            // Drained: what was in hand when the weights moved has been answered.
            await CountersAsync(now => now.InFlight(from) == 0 && now.Requests(to) > 0, $"{from} drains after shift {i + 1}");
            var drained = Stopwatch.GetTimestamp();
            var before = await CountersAsync(_ => true, "");
            await CountersAsync(now => now.Requests(to) > before.Requests(to) + 50, $"{to} serves after shift {i + 1}");
            var after = await CountersAsync(_ => true, "");
            Assert.Equal(before.Requests(from), after.Requests(from));
            quiet.Add((from == "blue" ? "v1" : "v2", drained, Stopwatch.GetTimestamp()));
        }
        var requests = await load.EndAsync();
        var report = WrkReport.Parse((await wrk.InterruptAsync()).Said);
        await CountersAsync(now => now.InFlight() == 0, "the last requests end");
        var counters = await CountersAsync(_ => true, "");

        Assert.Equal((0, 0), (report.SocketErrors, report.Non2xx));
        Assert.All(requests, request => Assert.Equal(200, request.Status));
        Assert.True(report.Requests > shifts * 50, $"{report.Requests} requests of wrk");
        // wrk leaves what it has in hand at its end; nothing else may be missing on either side of the account.
        var (answered, all) = (counters.Requests("blue", "200") + counters.Requests("green", "200"), counters.Requests());
        Assert.InRange(answered - requests.Count - report.Requests, 0, Connections);
        Assert.InRange(counters.Requests("blue", "499") + counters.Requests("green", "499"), 0, Connections);
        Assert.Equal(all, answered + counters.Requests("blue", "499") + counters.Requests("green", "499"));
        Assert.All(quiet, span => Assert.DoesNotContain(requests, request => request.Release == span.Release && request.Began > span.From && request.Ended < span.To));
        manners.Saw($"{shifts} shifts of everything, back and forth, under the load of wrk", $"{report.Requests:n0} answers to wrk on {Connections} kept connections, 0 lost; none from a drained side", $"{answered} of 200, {all - answered} of 499 when wrk left");

        async Task<Counters> CountersAsync(Func<Counters, bool> hold, string description)
        {
            var now = new Counters(await world.Client.MetricsAsync(Ct));
            await Eventually.HoldsAsync(async () => hold(now = new Counters(await world.Client.MetricsAsync(Ct))), () => Task.FromResult(description));
            return now;
        }
    }
}
