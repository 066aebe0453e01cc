using System.Diagnostics;
using System.Text.Json;
using Infra.Tests.Cli;
using Infra.Tests.Support;

namespace Infra.Tests.Kills;

/// <summary>
/// Real rollouts, one after the other, each killed at a random instant and resumed. <c>INFRA_WHOLE=1</c> kills 50 times;
/// the table is in <c>artifacts/tables/kills.md</c>, and with <c>--show-live-output on</c> on the terminal.
/// </summary>
public sealed class RandomKillTests
{
    const int Seed = 42;

    static readonly (string Name, string Says)[] strategies =
    [
        ("canary", "strategy: canary, steps: [ { setWeight: 20, bake: 1s }, { setWeight: 50, bake: 1s } ]"),
        ("blueGreen", "strategy: blueGreen, steps: [ { smoke: / } ]"),
    ];

    readonly Table table = new("kill", "rollout", "killed after", "under way", "requests answered", "failed", "resume ended", "after");

    [Fact]
    public async Task Killed_at_random_instants_rollouts_are_resumed_to_an_end_and_users_notice_nothing()
    {
        var random = new Random(Seed);
        await using var project = new KillProject();
        await project.DoAsync("up");
        string[] good = [await project.ImageAsync("v1"), await project.ImageAsync("v2"), await project.ImageAsync("v3")];
        var bad = await project.ImageAsync("slow", slowMs: 400);
        await project.DoAsync("rollout", "web", "--release", good[0]);
        await using var users = project.Users();
        var longest = await MeasureAsync(project, good[1]);

        var (kills, wanted, serving) = (0, Whole.Or(2, 50), good[1]);
        for (var rollouts = 0; kills < wanted && rollouts < 3 * wanted; rollouts++)
        {
            var isBad = random.Next(4) == 0;
            var strategy = isBad ? strategies[0] : strategies[random.Next(strategies.Length)];
            project.Say(strategy.Says);
            var release = isBad && serving != bad ? bad : random.GetItems([.. good.Where(each => each != serving)], 1)[0];
            if (await KillAsync(project, users, kills + 1, $"{strategy.Name}{(release == bad ? ", bad" : "")}", release, longest * random.NextDouble()))
                kills++;
            if (JournalFile.Newest(project.Journal) is [var planned, ..] facts && JournalFile.Outcome(facts) == "promoted")
                serving = Planned(planned, [.. good, bad]);
        }

        Assert.Equal(wanted, kills);
        var last = JournalFile.Outcome(JournalFile.Newest(project.Journal));
        await NothingRemains.CheckAsync(project, replicas: last == "promoted" ? 1 : 2);
        foreach (var line in table.Write("kills"))
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed}: {kills} kills, {users.Answered} requests answered, {users.Failed} failed.");
    }

    /// <summary>The release of a plan, as <c>--release</c> takes it.</summary>
    static string Planned(JsonElement planned, IEnumerable<string> releases) =>
        releases.Single(release => planned.GetProperty("plan").GetProperty("release").GetString()!.Contains(release.Split('@')[1], StringComparison.Ordinal));

    static async Task<TimeSpan> MeasureAsync(KillProject project, string release)
    {
        var began = Stopwatch.GetTimestamp();
        await project.DoAsync("rollout", "web", "--release", release);
        return Stopwatch.GetElapsedTime(began);
    }

    async Task<bool> KillAsync(KillProject project, Users users, int number, string what, string release, TimeSpan after)
    {
        var (answered, failed) = (users.Answered, users.Failed);
        var before = JournalFile.Newest(project.Journal)[0].GetProperty("rollout").GetString();
        await using var infra = project.Start("rollout", "web", "--release", release);
        var end = infra.EndAsync();
        if (await Task.WhenAny(end, Task.Delay(after, TimeProvider.System)) == end)
            return false;
        await infra.KillAsync();
        await end;

        var begun = JournalFile.Newest(project.Journal)[0].GetProperty("rollout").GetString() != before;
        var underWay = begun ? JournalFile.Last(project.Journal) : "nothing yet";
        var resumed = Stopwatch.GetTimestamp();
        var ended = await project.RunAsync("resume", "web");
        var took = Stopwatch.GetElapsedTime(resumed);
        var outcome = begun ? JournalFile.Outcome(JournalFile.Newest(project.Journal)) : "nothing to resume";
        table.Add($"{number}", what, $"{after.TotalSeconds:0.00} s", underWay, $"{users.Answered - answered}", $"{users.Failed - failed}", $"{outcome} ({ended.ExitCode})", $"{took.TotalSeconds:0.0} s");
        table.Write("kills");

        Assert.True(outcome is "promoted" or "rolledBack" or "nothing to resume", $"Killed at \"{underWay}\", resume ended as {outcome}: {ended.Output}{ended.Error}");
        Assert.Empty(users.Failures);
        new Remains(project).AreWhatTheStatesSay();
        return true;
    }
}
