using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>Random rollouts with random trouble, in a world of values: tens of thousands, each from its plan to its end.</summary>
public sealed class HistoryTests
{
    static readonly int count = Whole.Or(20_000, 500_000);

    [Fact]
    public void Every_history_keeps_every_promise()
    {
        var (ends, moves, lines) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal), 0L);

        Histories.Live(count, new(), Properties.All.Keys, history =>
        {
            Add(ends, $"ends: {history.Outcome?.GetType().Name}");
            foreach (var moment in history.Moments)
                Add(moves, $"moves: {moment.Decision.GetType().Name}{(moment.Decision is Decision.Perform perform ? $" {perform.Step.GetType().Name}" : "")}");
            lines += history.Lines.Length;
        });

        var table = new Table("what", "how often");
        table.Add("histories", $"{count}");
        table.Add("seed", $"{Histories.Seed}");
        table.Add("journal lines", $"{lines}");
        foreach (var (what, times) in ends.Concat(moves))
            table.Add(what, $"{times}");
        table.Write("histories");
        // Nothing was proved about what did not occur.
        Assert.Equal(typeof(Outcome).GetNestedTypes().Length - 1, ends.Count);
        Assert.Equal(6 + typeof(PlannedStep).GetNestedTypes().Length - 5, moves.Count); // five steps only wait
        Assert.All(ends.Concat(moves), one => Assert.True(one.Value > count / 100, $"{one.Key} only {one.Value} times"));
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_breaks_the_promise_that_it_should(string mistake)
    {
        var (promise, _, brain) = WrongBrains.All.Single(wrong => wrong.Mistake == mistake);

        var found = Assert.ThrowsAny<Exception>(() => Histories.Live(5_000, brain, [promise], _ => { }));

        Assert.Contains($"{promise}: ", found.Message);
    }

    [Fact]
    public void Every_promise_has_been_seen_broken() =>
        Assert.Equal(Properties.All.Keys.Order(StringComparer.Ordinal), WrongBrains.All.Select(wrong => wrong.Promise).Distinct().Order(StringComparer.Ordinal));

    public static TheoryData<string> Mistakes => [.. WrongBrains.All.Select(wrong => wrong.Mistake)];

    static void Add(SortedDictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
}
