using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Reporting;

/// <summary>Who did what, when and why, told from a journal.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Every_fact_is_told_with_time_actor_and_cause()
    {
        var scenario = Rolled();
        var entries = scenario.Journals.Entries(Some.Web);

        var told = History.Of(entries);

        Assert.Equal(entries.Select(entry => (entry.Number, entry.Fact.At)), told.Select(each => (each.Number, each.At)));
        Assert.All(told, each => Assert.True(each is { Actor.Length: > 0, Cause.Length: > 0, Says.Length: > 0 }));
    }

    [Fact]
    public void What_a_process_does_is_done_by_whom_it_works_for()
    {
        var scenario = Scenario.WithV1();
        var begun = scenario.Start("v2");
        scenario.Until(begun, () => scenario.Facts.Any(fact => fact is Fact.Measured));
        scenario.Run(scenario.Begin(feed => scenario.Conductor(new("bob", "there", 2)).RollbackAsync(Some.Web, feed, TestContext.Current.CancellationToken)));
        scenario.Run(begun);

        var told = History.Of(scenario.Journals.Entries(Some.Web));

        Assert.Equal("bob", Assert.Single(told, each => each.Fact == "requested").Actor);
        Assert.Equal("alice (process 1 on here)", told[^1].Actor);
    }

    [Fact]
    public void Looks_that_answer_the_same_are_one_line_that_says_how_many_and_until_when()
    {
        var scenario = Rolled();
        var entries = scenario.Journals.Entries(Some.Web);

        var (all, folded) = (History.Of(entries), History.Folded(entries));

        Assert.Equal(all.Count(each => each.Fact == "measured"), folded.Where(each => each.Fact == "measured").Sum(each => each.Looks));
        Assert.Contains(folded, each => each.Looks > 5 && each.Last > each.At);
        Assert.Equal(all.Where(each => each.Fact != "measured"), folded.Where(each => each.Fact != "measured"));
    }

    [Fact]
    public void Rollouts_are_told_apart_and_in_order() =>
        Assert.Equal(["web-1", "web-2"], RolloutHistory.Of(Some.Web, Rolled().Journals.Entries(Some.Web), folded: true).Select(history => history.Id.Value));

    static Scenario Rolled()
    {
        var scenario = Scenario.WithV1();
        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));
        return scenario;
    }
}
