using System.Diagnostics;
using Infra.Catalog;
using Infra.Cli.Sandbox;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Tests;

namespace Infra.Benchmarks.Traffic;

/// <summary>Traffic returned from a side that has half of it, under load: from the decision to the read-back and to the side's last answer. HAProxy does the same switch in turns.</summary>
internal static class ReturnsBenchmark
{
    const int Returns = 200, Block = 20;

    static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100), Settling = TimeSpan.FromMilliseconds(50);

    /// <param name="ReadBack">Decision to read-back.</param>
    /// <param name="LastAnswer">Decision to the last answer that a client got from green.</param>
    /// <param name="Late">Green answered a request that began after the read-back.</param>
    sealed record Return(TimeSpan ReadBack, TimeSpan LastAnswer, bool Late);

    /// <summary>What can be switched, and what has come of it.</summary>
    sealed record Switch(string Name, int Port, Func<int, int, Task> SetAsync, Func<int, int, Task<bool>> HasAsync)
    {
        public List<Return> Returns { get; } = [];
        public long Answers { get; set; }
        public long Failures { get; set; }
    }

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var stand = await Stand.StartAsync(ct);
        var port = FreePort.Next();
        await using var haproxy = await HaProxy.StartAsync(stand.Folder, port, stand.Targets, ct);
        var router = new SandboxRouter(stand.World);
        var route = Route(stand);
        var ours = new Switch("router", stand.Port, (blue, green) => router.SetAsync(route, Shares(blue, green), () => Task.CompletedTask, ct), async (blue, green) => await router.ReadAsync(route, ct) == Shares(blue, green));
        var theirs = new Switch("haproxy", port, (blue, green) => haproxy.SetAsync(blue, green, ct), (blue, green) => haproxy.HasAsync(blue, green, ct));

        await BlockAsync(ours, ct);
        ours.Returns.Clear();
        for (var i = 0; i < Returns; i += Block)
        {
            await BlockAsync(ours, ct);
            await BlockAsync(theirs, ct);
        }

        Say(ours);
        Say(theirs);
        var (readBack, lastAnswer) = (Percentile(ours, 99, it => it.ReadBack), Percentile(ours, 99, it => it.LastAnswer));
        Console.WriteLine($"A return's p99 is {readBack.TotalMilliseconds:0.0} ms (at most {Bound.TotalMilliseconds:0} ms is asked for), {readBack / Percentile(theirs, 99, it => it.ReadBack):0.0} times HAProxy's.");
        return readBack <= Bound && lastAnswer <= Bound && ours.Failures == 0 && ours.Returns.TrueForAll(it => !it.Late) ? 0 : 1;
    }

    /// <summary>Some returns under a load that nobody else has meanwhile.</summary>
    static async Task BlockAsync(Switch on, CancellationToken ct)
    {
        await using var users = new Users(on.Port);
        for (var i = 0; i < Block; i++) on.Returns.Add(await OnceAsync(on, users, ct));
        (on.Answers, on.Failures) = (on.Answers + users.Answers, on.Failures + users.Failures);
    }

    static async Task<Return> OnceAsync(Switch on, Users users, CancellationToken ct)
    {
        await on.SetAsync(50, 50);
        var before = users.LastGreen.Ended;
        while (users.LastGreen.Ended == before) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);

        var decided = Stopwatch.GetTimestamp();
        await on.SetAsync(100, 0);
        if (!await on.HasAsync(100, 0)) throw new InvalidOperationException($"{on.Name} reads back something else than was set.");
        var readBack = Stopwatch.GetTimestamp();
        await Task.Delay(Settling, TimeProvider.System, ct);

        var (began, ended) = users.LastGreen;
        return new Return(Stopwatch.GetElapsedTime(decided, readBack), ended > decided ? Stopwatch.GetElapsedTime(decided, ended) : TimeSpan.Zero, began > readBack);
    }

    static void Say(Switch on) => Console.WriteLine(
        $"{on.Name}: {on.Returns.Count} returns; decision to read-back p50 {Ms(on, 50, it => it.ReadBack)}, p99 {Ms(on, 99, it => it.ReadBack)}; to green's last answer p50 {Ms(on, 50, it => it.LastAnswer)}, p99 {Ms(on, 99, it => it.LastAnswer)}; "
        + $"{on.Returns.Count(it => it.Late)} late; {on.Answers:n0} requests watched, {on.Failures} failed");

    static string Ms(Switch on, int percent, Func<Return, TimeSpan> figure) => $"{Percentile(on, percent, figure).TotalMilliseconds:0.0} ms";

    static TimeSpan Percentile(Switch on, int percent, Func<Return, TimeSpan> figure) => on.Returns.Select(figure).Order().ElementAt((int)Math.Ceiling(on.Returns.Count * percent / 100.0) - 1);

    static Shares Shares(int blue, int green) => new(new(true, Weight.Percent(blue)), new(true, Weight.Percent(green)));

    static Route Route(Stand stand) => new()
    {
        Key = new ServiceKey("local", "web"),
        ProductionListener = "production",
        ProductionUrl = $"http://127.0.0.1:{stand.Port}",
        TestUrl = "",
        Rule = "web",
        BlueTargets = "blue",
        GreenTargets = "green",
    };
}
