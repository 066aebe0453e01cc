using System.Diagnostics;
using Infra.Catalog;
using Infra.Cli.Sandbox;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Benchmarks.Traffic;

/// <summary>Traffic returned from a side that has half of it, under load: from the decision to the read-back and to the side's last answer. HAProxy does the same switch in turns.</summary>
internal static class ReturnsBenchmark
{
    const int Returns = 200;

    static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100), Settling = TimeSpan.FromMilliseconds(20);

    /// <param name="ReadBack">Decision to read-back.</param>
    /// <param name="LastAnswer">Decision to the last answer that a client got from green.</param>
    /// <param name="Late">Green answered a request that began after the read-back.</param>
    sealed record Return(TimeSpan ReadBack, TimeSpan LastAnswer, bool Late);

    /// <summary>What can be switched.</summary>
    sealed record Switch(string Name, Users Users, Func<int, int, Task> SetAsync, Func<int, int, Task<bool>> HasAsync);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var stand = await Stand.StartAsync(ct);
        var port = Peer.FreePort();
        await using var haproxy = await HaProxy.StartAsync(stand.Folder, port, stand.Targets, ct);
        var router = new SandboxRouter(stand.World);
        var route = Route(stand);
        await using var ourUsers = new Users(stand.Port);
        await using var theirUsers = new Users(port);
        var ours = new Switch("router", ourUsers, (blue, green) => router.SetAsync(route, Shares(blue, green), ct), async (blue, green) => await router.ReadAsync(route, ct) == Shares(blue, green));
        var theirs = new Switch("haproxy", theirUsers, (blue, green) => haproxy.SetAsync(blue, green, ct), (blue, green) => haproxy.HasAsync(blue, green, ct));

        for (var i = 0; i < 10; i++) (_, _) = (await OnceAsync(ours, ct), await OnceAsync(theirs, ct));
        var (mine, others) = (new List<Return>(), new List<Return>());
        for (var i = 0; i < Returns; i++)
        {
            mine.Add(await OnceAsync(ours, ct));
            others.Add(await OnceAsync(theirs, ct));
        }

        Say(ours, mine);
        Say(theirs, others);
        var (p99, peer) = (Percentile(mine, 99, it => it.ReadBack), Percentile(others, 99, it => it.ReadBack));
        Console.WriteLine($"A return's p99 is {p99.TotalMilliseconds:0.0} ms (at most {Bound.TotalMilliseconds:0} ms is asked for), {p99 / peer:0.0} times HAProxy's.");
        return p99 <= Bound && Percentile(mine, 99, it => it.LastAnswer) <= Bound && mine.TrueForAll(it => !it.Late) && ourUsers.Failures == 0 ? 0 : 1;
    }

    static async Task<Return> OnceAsync(Switch on, CancellationToken ct)
    {
        var before = on.Users.LastGreen.Ended;
        await on.SetAsync(50, 50);
        while (on.Users.LastGreen.Ended == before) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);

        var decided = Stopwatch.GetTimestamp();
        await on.SetAsync(100, 0);
        if (!await on.HasAsync(100, 0)) throw new InvalidOperationException($"{on.Name} reads back something else than was set.");
        var readBack = Stopwatch.GetTimestamp();
        await Task.Delay(Settling, TimeProvider.System, ct);

        var (began, ended) = on.Users.LastGreen;
        return new Return(Stopwatch.GetElapsedTime(decided, readBack), ended > decided ? Stopwatch.GetElapsedTime(decided, ended) : TimeSpan.Zero, began > readBack);
    }

    static void Say(Switch on, List<Return> returns) => Console.WriteLine(
        $"{on.Name}: {returns.Count} returns; decision to read-back p50 {Ms(returns, 50, it => it.ReadBack)}, p99 {Ms(returns, 99, it => it.ReadBack)}; to green's last answer p50 {Ms(returns, 50, it => it.LastAnswer)}, p99 {Ms(returns, 99, it => it.LastAnswer)}; "
        + $"{returns.Count(it => it.Late)} late; {on.Users.Answers:n0} requests, {on.Users.Failures} failed");

    static string Ms(List<Return> returns, int percent, Func<Return, TimeSpan> figure) => $"{Percentile(returns, percent, figure).TotalMilliseconds:0.0} ms";

    static TimeSpan Percentile(List<Return> returns, int percent, Func<Return, TimeSpan> figure) => returns.Select(figure).Order().ElementAt((int)Math.Ceiling(returns.Count * percent / 100.0) - 1);

    static Shares Shares(int blue, int green) => new(new(true, Weight.Percent(blue)), new(true, Weight.Percent(green)));

    static Route Route(Stand stand) => new()
    {
        Key = new ServiceKey("local", "web"),
        ProductionListenerArn = "production",
        ProductionUrl = $"http://127.0.0.1:{stand.Port}",
        TestUrl = "",
        RuleArn = "web",
        BlueTargetGroupArn = "blue",
        GreenTargetGroupArn = "green",
    };
}
