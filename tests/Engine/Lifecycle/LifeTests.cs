using FsCheck.Fluent;
using Infra.Sandbox.Engine.Deployment;
using Infra.Tests.Support;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>Random programs, changed at random, with trouble at random: each previewed, run, run again, changed, hurt, mended and destroyed.</summary>
public sealed class LifeTests
{
    static readonly int count = Whole.Count(5_000, 100_000);

    [Fact]
    public void Every_life_keeps_every_promise()
    {
        var (ops, ends, operations) = (new SortedDictionary<Op, long>(), new SortedDictionary<bool, long>(), 0L);

        Lead(count, new(), end =>
        {
            operations++;
            ends[end.IsWell] = ends.GetValueOrDefault(end.IsWell) + 1;
            foreach (var step in end.Steps) ops[step.Op] = ops.GetValueOrDefault(step.Op) + 1;
        });

        var table = new Table("what", "how often");
        table.Add("lives", $"{count}");
        table.Add("seed", $"{Lives.Seed}");
        table.Add("operations, without their previews", $"{operations}");
        foreach (var (isWell, times) in ends) table.Add(isWell ? "ended well" : "ended badly", $"{times}");
        foreach (var (op, times) in ops) table.Add($"steps: {op.Word}", $"{times}");
        table.Write("lives");
        if (count < 5_000) return;
        // Nothing was proved about what did not occur.
        Assert.Equal([Op.Same, Op.Create, Op.Update, Op.Delete, Op.Replace, Op.CreateReplacement, Op.DeleteReplaced, Op.Refresh, Op.RemovePendingReplace], ops.Keys);
        Assert.True(ends[false] > operations / 100, $"only {ends[false]} of {operations} operations ended badly");
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_breaks_the_promise_that_it_should(string mistake)
    {
        var (promise, _, maker) = WrongMakers.All.Single(wrong => wrong.Mistake == mistake);

        var found = Assert.ThrowsAny<Exception>(() => Lead(2_000, maker, _ => { }, promise));

        Assert.Contains($"{promise}: ", found.ToString());
    }

    [Fact]
    public void Every_promise_has_been_seen_broken() =>
        Assert.Equal(Promises.All.Order(StringComparer.Ordinal), WrongMakers.All.Select(wrong => wrong.Promise).Distinct().Order(StringComparer.Ordinal));

    public static TheoryData<string> Mistakes => [.. WrongMakers.All.Select(wrong => wrong.Mistake)];

    /// <param name="only">The one promise to hold them to; null for all.</param>
    static void Lead(int count, Maker maker, Action<Ended> seen, string? only = null) =>
        // A mistake that was put in is not told smaller: that would take as long as finding it.
        Lives.For(count, only is null ? Lives.Arbitrary : Arb.From(Lives.Arbitrary.Generator), life => new Lived(maker, seen, only).LeadAsync(life));
}
