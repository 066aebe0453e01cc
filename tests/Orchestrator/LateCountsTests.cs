using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>On a platform whose counts come minutes late, nothing goes on before it was seen, and nobody is blamed for what was before.</summary>
public sealed class LateCountsTests
{
    [Fact]
    public void A_good_candidate_is_promoted_and_each_bake_ends_when_its_counts_are_in()
    {
        var scenario = Scenario.WithV1();
        scenario.World.ProbeLag = TimeSpan.FromMinutes(3);

        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));

        var facts = scenario.Facts.ToList();
        var bakes = facts.OfType<Fact.Intended>().Where(fact => fact.Step.EndsWith("-bake", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, bakes.Count);
        foreach (var bake in bakes)
        {
            var last = facts.OfType<Fact.Measured>().Last(look => look.Step == bake.Step);
            Assert.True(last.Until >= bake.At + TimeSpan.FromMinutes(1), $"{bake.Step} began {bake.At:T} and was seen until {last.Until:T}");
        }
    }

    [Fact]
    public void A_bad_candidate_is_returned()
    {
        var scenario = Scenario.WithV1();
        scenario.World.ProbeLag = TimeSpan.FromMinutes(3);
        scenario.World.FailingReleases["v2"] = 0.2;

        Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.DoesNotContain(scenario.Facts.OfType<Fact.Intended>(), fact => fact.Step.EndsWith("-50", StringComparison.Ordinal));
    }

    [Fact]
    public void Users_that_are_not_where_the_last_shift_sent_them_are_noticed_before_promotion()
    {
        var scenario = Scenario.WithV1();
        scenario.World.ProbeLag = TimeSpan.FromMinutes(3);
        scenario.World.Users = rule => rule[Colour.Green].Weight == Weight.All ? Scenario.Shares(100, 0) : rule;

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2", Some.Canary(new RolloutStep.SetWeight(Weight.Percent(50), TimeSpan.FromMinutes(1)))));

        Assert.Contains("users are still elsewhere", outcome.Reason);
    }

    [Fact]
    public void The_last_minutes_of_keeping_the_old_side_warm_are_seen_too()
    {
        var scenario = Scenario.WithV1();
        scenario.World.ProbeLag = TimeSpan.FromMinutes(3);

        scenario.Rollout("v2");

        var facts = scenario.Facts.ToList();
        var warm = facts.OfType<Fact.Intended>().Single(fact => fact.Step.Contains("-warm-"));
        Assert.True(facts.OfType<Fact.Measured>().Last().Until >= warm.At + TimeSpan.FromSeconds(30));
    }
}
