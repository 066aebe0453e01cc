using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Reporting;

/// <summary>What a rollout waits for, and until when, at every kind of wait there is.</summary>
public sealed class StandingTests
{
    static readonly Plan plan = Some.Plan();
    static readonly DateTimeOffset noon = Some.Noon;
    static readonly Lease lease = new(Some.Web, new("ci", "runner-7", 4711), noon, noon.AddMinutes(5), 3);

    [Fact]
    public void While_it_bakes_it_says_what_is_watched_and_until_when() =>
        Assert.Equal("Watches green at 10% until 12:01:00 UTC (20 s more).", Line(Facts.Baking(plan), lease, after: 40));

    [Fact]
    public void Watched_long_enough_without_enough_evidence_it_holds_and_says_what_comes_then()
    {
        var facts = Facts.Baking(plan).Add(Facts.Look(plan, 61, new Verdict.NotEnough("errors", ["too few."], 90)));

        var standing = Of(facts, lease, after: 62);

        Assert.Equal(Waits.Evidence, standing.For);
        Assert.Equal("Holds green at 10% for more evidence until 12:02:00 UTC (58 s more), then returns traffic to blue.", standing.Line(noon.AddSeconds(62)));
    }

    [Fact]
    public void A_step_that_is_performed_says_since_when()
    {
        var facts = Facts.Begun(plan).Add(new Fact.Intended(plan.Steps[0].Id, plan.Steps[0].Says) { Rollout = plan.Id, At = noon.AddSeconds(2) });

        Assert.Equal("Now: preview all stacks under the policies, since 12:00:02 UTC.", Line(facts, lease, after: 5));
    }

    [Fact]
    public void Drift_waits_for_a_person_and_says_why()
    {
        var facts = Facts.Baking(plan).Add(new Fact.Failed("x", FailureKind.Drift, "web's rule was moved.") { Rollout = plan.Id, At = noon });

        var standing = Of(facts, held: null, after: 9);

        Assert.Equal(Waits.Person, standing.For);
        Assert.Equal("Stands until a person acts: web's rule was moved. When somebody has looked, `infra resume web` goes on and `infra rollback web` goes back.", standing.Says);
    }

    [Fact]
    public void A_runner_that_was_stopped_waits_for_resume()
    {
        var facts = Facts.Baking(plan).Add(new Fact.Interrupted("Stopped by its runner.") { Rollout = plan.Id, At = noon });

        Assert.Equal(Waits.Resume, Of(facts, held: null, after: 9).For);
    }

    [Fact]
    public void A_holder_that_is_gone_is_named_with_the_command_that_goes_on()
    {
        var standing = Of(Facts.Baking(plan), held: null, after: 9);

        Assert.Equal(Waits.Holder, standing.For);
        Assert.Equal("Nobody moves it: ci (process 4711 on runner-7), whose lease lasts until 12:05:00 UTC, is gone. `infra resume web` goes on.", standing.Line(noon.AddSeconds(9)));
    }

    [Fact]
    public void A_lease_that_ran_out_says_when()
    {
        var standing = Of(Facts.Baking(plan), held: null, after: 600);

        Assert.Equal("Nobody moves it: the lease of ci (process 4711 on runner-7) ended at 12:05:00 UTC. `infra resume web` goes on.", standing.Says);
    }

    [Fact]
    public void What_has_ended_waits_for_nothing()
    {
        var facts = Facts.Baking(plan).Add(new Fact.Ended(new Outcome.Promoted("Green serves.")) { Rollout = plan.Id, At = noon });

        Assert.Equal(Waits.Nothing, Of(facts, held: null, after: 600).For);
    }

    [Fact]
    public void Whatever_a_whole_rollout_writes_every_prefix_of_it_has_a_standing()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.5;
        scenario.Rollout("v2");
        ImmutableArray<Fact> all = [.. scenario.Facts];
        var begun = all.OfType<Fact.Planned>().Last();
        ImmutableArray<Fact> facts = [.. all.Where(fact => fact.Rollout == begun.Rollout)];

        for (var length = 1; length <= facts.Length; length++)
        {
            var prefix = facts[..length];
            foreach (var held in new[] { lease, null })
            {
                var explanation = Explainer.Of(begun.Plan, prefix, held, lease, prefix[^1].At.AddMilliseconds(500));
                Assert.NotEmpty(explanation.Standing.Line(prefix[^1].At));
                Assert.Equal(length == facts.Length, explanation.Next.IsEmpty);
            }
        }
    }

    static Standing Of(ImmutableArray<Fact> facts, Lease? held, double after) => Standing.Of(plan, facts, held, lease, noon.AddSeconds(after));

    static string Line(ImmutableArray<Fact> facts, Lease? held, double after) => Of(facts, held, after).Line(noon.AddSeconds(after));
}
