using System.Collections.Immutable;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Reporting;

/// <summary>Why a rollout waits, what would unblock it, and what comes when nothing does.</summary>
public sealed class ExplainerTests
{
    static readonly Plan plan = Some.Plan();
    static readonly DateTimeOffset noon = Some.Noon;
    static readonly Lease lease = new(Some.Web, Some.Holder, noon, noon.AddMinutes(5), 3);
    static readonly ImmutableArray<Fact> thin = Facts.Baking(plan).Add(Facts.Look(plan, 10, NotEnough(200))).Add(Facts.Look(plan, 40, NotEnough(90)));

    [Fact]
    public void Missing_requests_are_counted_in_the_time_that_they_take()
    {
        var explanation = Of(thin, lease, after: 41);

        Assert.Contains("About 90 more requests that green answers well: at 10 per second, as it was since its share was set, that takes 9 s.", explanation.Unblocks);
        Assert.Contains("`infra promote web` skips what is left of it; `infra rollback web` returns users to blue.", explanation.Unblocks);
    }

    [Fact]
    public void With_thin_evidence_traffic_is_returned_when_the_hold_is_over()
    {
        var explanation = Of(thin, lease, after: 41);

        var (at, says) = explanation.Next[0];
        Assert.Equal(noon.AddMinutes(2), at);
        Assert.StartsWith("return traffic to blue: Not enough evidence after 2 min", says, StringComparison.Ordinal);
        Assert.StartsWith("the end: Blue serves 100%", explanation.Next[^1].Says, StringComparison.Ordinal);
    }

    [Fact]
    public void With_good_evidence_the_plan_goes_on_to_its_end_at_the_times_it_says()
    {
        var good = Of(thin, lease, after: 41).NextIfGood;

        Assert.Equal((noon.AddMinutes(1), "give green 50%"), (good[0].At, good[0].Says));
        Assert.Equal((noon.AddMinutes(2), "give green 100%"), (good[2].At, good[2].Says));
        Assert.StartsWith("the end: Green serves 100% of web in local with v2.", good[^1].Says, StringComparison.Ordinal);
    }

    [Fact]
    public void The_forecast_is_what_the_decider_then_does()
    {
        var scenario = Scenario.WithV1();
        var running = scenario.Start("v2");
        scenario.Until(running, () => scenario.Facts.Any(fact => fact is Fact.Measured { Step: var step } && step.EndsWith("bake", StringComparison.Ordinal)));
        ImmutableArray<Fact> sofar = [.. scenario.Facts];
        var begun = sofar.OfType<Fact.Planned>().Last();

        var foreseen = Explainer.Of(begun.Plan, [.. sofar.Where(fact => fact.Rollout == begun.Rollout)], lease, lease, scenario.Time.GetUtcNow());
        scenario.Run(running);

        var done = scenario.Facts.Skip(sofar.Length).OfType<Fact.Intended>().Select(fact => begun.Plan.Steps.Single(step => step.Id == fact.Step).Says);
        Assert.Equal(done, foreseen.NextIfGood.SkipLast(1).Select(next => next.Says));
    }

    [Fact]
    public void When_a_holder_is_gone_nothing_comes_but_what_resume_would_begin()
    {
        var explanation = Of(thin, held: null, after: 41);

        Assert.Equal(["nothing: the weights stay at blue 90% / green 10% until somebody acts."], explanation.Next.Select(next => next.Says));
        Assert.Equal(["`infra resume web` would begin with: give green 50%"], explanation.NextIfGood.Select(next => next.Says));
        Assert.Contains("`infra resume web` goes on; `infra rollback web` returns users to blue.", explanation.Unblocks);
    }

    [Fact]
    public void A_release_that_was_found_bad_is_explained_by_its_gate()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.5;
        scenario.Rollout("v2");
        ImmutableArray<Fact> all = [.. scenario.Facts];
        var begun = all.OfType<Fact.Planned>().Last();

        var explanation = Explainer.Of(begun.Plan, [.. all.Where(fact => fact.Rollout == begun.Rollout)], null, null, scenario.Time.GetUtcNow());

        Assert.Contains(explanation.Because, because => because.Contains("errors was found bad", StringComparison.Ordinal));
        Assert.Equal(["A new rollout, once its reason is mended: `infra rollout web --release …`."], explanation.Unblocks);
        Assert.Empty(explanation.Next);
    }

    [Fact]
    public void A_first_release_has_no_side_to_go_back_to()
    {
        var first = Some.Plan(present: new() { Split = Infra.Catalog.TrafficSplit.Nobody, Blue = Infra.Catalog.Release.None, Green = Infra.Catalog.Release.None });

        var explanation = Explainer.Of(first, Facts.Begun(first), null, lease, noon.AddSeconds(1));

        Assert.EndsWith("the first release there. alice (process 1 on here) began it at 12:00:00 UTC.", explanation.Brings, StringComparison.Ordinal);
        Assert.Equal(["`infra resume web` goes on; `infra abort web` ends it; there is no other side to return to."], explanation.Unblocks);
    }

    static Verdict.NotEnough NotEnough(long more) => new Verdict.NotEnough("errors", [$"about {more} more requests."], more);

    static Explanation Of(ImmutableArray<Fact> facts, Lease? held, double after) => Explainer.Of(plan, facts, held, lease, noon.AddSeconds(after));
}
