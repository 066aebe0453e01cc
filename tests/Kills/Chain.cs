using Infra.Tests.Cli;

namespace Infra.Tests.Kills;

/// <summary>One rollout, killed at one moment after the other: each run goes on from where the last one died.</summary>
sealed class Chain(KillProject project, Users? users, Drillmaster master)
{
    readonly HashSet<string> killed = [];
    readonly List<string> weights = [];
    readonly Remains remains = new(project);

    /// <summary>Every moment that was seen, in order, once.</summary>
    public List<string> Moments { get; } = [];

    public IReadOnlyCollection<string> Killed => killed;

    /// <summary>The weights of the production rule, each time they were others.</summary>
    public IReadOnlyList<string> Weights => weights;

    /// <summary>Runs a verb, kills it where <paramref name="dies"/> says, once at each moment, and resumes until the rollout has ended.</summary>
    /// <param name="at">Something to do at a moment, while <c>infra</c> waits there.</param>
    /// <returns>How it ended, as the journal says.</returns>
    public async Task<string> RunAsync(string[] verb, Func<string, bool> dies, Func<string, Task>? at = null)
    {
        var before = Last();
        for (var runs = 0; runs < 1000; runs++)
        {
            var newest = JournalFile.Newest(project.Journal);
            var isOpen = newest.Count > 0 && JournalFile.Outcome(newest) is null;
            if (Last() != before && !isOpen)
                break;

            await using var infra = project.StartDrilled(master, isOpen ? ["resume", "web"] : verb);
            var moment = await master.WatchAsync(infra, async moment =>
            {
                See(moment);
                if (at is not null)
                    await at(moment);
                return dies(moment) && killed.Add(moment);
            });
            if (moment is null && (JournalFile.Outcome(JournalFile.Newest(project.Journal)) is null || Last() == before))
                Assert.Fail($"It stopped by itself at \"{JournalFile.Last(project.Journal)}\" after {killed.Count} kills: {(await infra.EndAsync()).Output}{infra.Told}");
            Assert.True(users is not { Failed: > 0 }, $"Users saw failures after the kill {moment}: {string.Join("; ", users?.Failures ?? [])}");
        }

        See("the end");
        var facts = JournalFile.Newest(project.Journal);
        Assert.All(facts.Where(fact => JournalFile.Kind(fact) == "done").GroupBy(JournalFile.Step), same => Assert.Single(same));
        Assert.All(facts.Where(fact => JournalFile.Kind(fact) == "done"), done => Assert.Contains(facts, fact => JournalFile.Kind(fact) == "intended" && JournalFile.Step(fact) == JournalFile.Step(done)));
        var outcome = JournalFile.Outcome(facts) ?? "";
        return outcome == "refused" ? $"refused: {string.Join("; ", facts.Where(fact => JournalFile.Kind(fact) == "failed"))}" : outcome;
    }

    string Last() => JournalFile.Newest(project.Journal) is [var planned, ..] ? planned.GetProperty("rollout").GetString() ?? "" : "";

    void See(string moment)
    {
        if (!Moments.Contains(moment))
            Moments.Add(moment);
        var now = remains.Weights();
        if (weights is [] || weights[^1] != now)
            weights.Add(now);
        var sum = now.Split(' ').Where((_, i) => i % 2 == 1).Sum(int.Parse);
        Assert.True(now.Length == 0 || sum == 100, $"{moment}: the shares are {now}.");
    }
}
