using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

public sealed class ConductorTests
{
    [Fact]
    public void A_first_release_goes_to_blue_and_gets_everything()
    {
        var scenario = new Scenario();

        var outcome = Assert.IsType<Outcome.Promoted>(scenario.Rollout("v1"));

        Assert.Equal("Blue serves 100% of web in local with v1.", outcome.Reason);
        Assert.Equal(Scenario.Only(Colour.Blue), scenario.World.Rule);
        Assert.Equal(Colour.Blue, scenario.World.Split.Serving);
    }

    [Fact]
    public void A_good_canary_goes_to_the_end_and_the_old_side_is_retired()
    {
        var scenario = Scenario.WithV1();

        var outcome = scenario.Rollout("v2");

        Assert.IsType<Outcome.Promoted>(outcome);
        Assert.Equal(Scenario.Only(Colour.Green), scenario.World.Rule);
        Assert.Equal(Colour.Green, scenario.World.Split.Serving);
        Assert.True(scenario.World.ReleaseOf(Colour.Blue).IsNone);
        Assert.Equal("v2", scenario.World.ReleaseOf(Colour.Green).Name);
    }

    [Fact]
    public void The_candidate_is_previewed_and_starts_with_as_many_replicas_as_the_stable_side_really_has()
    {
        var scenario = Scenario.WithV1();
        scenario.World.HealthOf[Colour.Blue] = new(7, 7, "");
        var sizes = new List<string>();
        scenario.World.Judge = request =>
        {
            if (request.Stack == Some.Web.Environment(Colour.Green) && request.Config.TryGetValue(ConfigKeys.Size, out var size)) sizes.Add(size);
            return null;
        };

        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));

        Assert.Equal(["7", "7"], sizes);
    }

    [Fact]
    public void A_release_that_the_platform_cannot_run_is_refused_before_anything_is_planned()
    {
        var scenario = Scenario.WithV1();

        var outcome = Assert.IsType<Outcome.Refused>(scenario.Rollout(Some.Request("v2") with { Release = Some.Release("v2") with { Digest = "ami-0123456789abcdef0" } }));

        Assert.Equal("web in local can't run v2: aws-ecs runs containers, and ami-0123456789abcdef0 is a machine image; ship [NAME@]sha256:<64 hex digits>.", outcome.Reason);
    }

    [Fact]
    public void A_bake_of_an_hour_is_an_hour_of_the_clock_that_it_was_given()
    {
        var scenario = Scenario.WithV1();
        var before = scenario.Time.GetUtcNow();

        scenario.Rollout("v2", Some.Canary(new RolloutStep.SetWeight(Weight.Percent(5), TimeSpan.FromHours(1))));

        Assert.InRange(scenario.Time.GetUtcNow() - before, TimeSpan.FromHours(1), TimeSpan.FromMinutes(62));
    }

    [Fact]
    public void A_shift_that_broke_after_it_moved_users_gives_them_back_when_the_next_attempt_finds_the_side_unfit()
    {
        var scenario = Scenario.WithV1();
        scenario.World.During = (stack, _) =>
        {
            if (stack != Some.Web.Traffic || scenario.World.Rule[Colour.Green] != new SideShare(true, Weight.Zero)) return Task.CompletedTask;
            scenario.World.Move(Scenario.Shares(90, 10));
            scenario.World.HealthOf[Colour.Green] = new(0, 2, "all crashed");
            throw new IOException("The connection broke.");
        };

        Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
    }

    [Fact]
    public void Nothing_is_promoted_while_users_are_elsewhere_than_the_rule_says()
    {
        var scenario = Scenario.WithV1();
        scenario.World.Users = rule => rule == Scenario.Shares(0, 100) ? Scenario.Shares(20, 80) : rule;

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2", Some.BlueGreen()));

        Assert.Contains("After 15 s users are still elsewhere: green got 80% of 3,000 requests where 100% is set", outcome.Reason);
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
    }

    [Fact]
    public void Nothing_is_promoted_that_could_not_be_counted()
    {
        var scenario = Scenario.WithV1();
        scenario.World.ProbeIsBlind = "The counters are gone.";

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2", Some.BlueGreen()));

        Assert.Contains("The counters are gone.", outcome.Reason);
    }

    [Fact]
    public void Where_nobody_asks_nobody_is_elsewhere()
    {
        var scenario = Scenario.WithV1();
        scenario.World.RequestsPerSecond = 0;

        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2", Some.BlueGreen()));
    }

    [Fact]
    public void A_bad_canary_returns_traffic_first_and_directly()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.05;

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Contains("100 : 1 is the bound", outcome.Reason);
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.Equal(Colour.Blue, scenario.World.Split.Serving);
        var moves = scenario.World.Log.SkipWhile(did => did != "up local.web.traffic blue 90% / green 10%").Skip(1).ToArray();
        Assert.Equal("set blue 100% / green 0%", moves[0]);
        Assert.Equal("up local.web.traffic blue 100% / green 0%", moves[1]);
    }

    [Fact]
    public void A_bad_canary_is_caught_at_its_first_share_by_few_failures()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.05;

        scenario.Rollout("v2");

        var bad = scenario.Facts.OfType<Fact.Measured>().Last();
        Assert.Equal(Scenario.Shares(90, 10), bad.Set);
        Assert.InRange(((Reading.Totals)bad.Reading).Green.Failures, 3, 12);
    }

    [Fact]
    public void A_slow_canary_returns_traffic_too()
    {
        var scenario = Scenario.WithV1();
        scenario.World.SlowReleases["v2"] = 0.3;

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Contains("slower than 250 ms", outcome.Reason);
    }

    [Fact]
    public void Everything_at_once_is_watched_after_promotion_and_returned_while_the_old_side_is_warm()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.05;

        Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2", Some.BlueGreen()));

        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.Equal(Colour.Blue, scenario.World.Split.Serving);
    }

    [Fact]
    public void A_refusal_by_policy_leaves_everything_as_it_was()
    {
        var scenario = Scenario.WithV1();
        scenario.World.Judge = request => request.Stack == Some.Web.Environment(Colour.Green) && request.Config.Count > 0
            ? new() { Stack = request.Stack, Result = StackResult.Violated, ExitCode = 5, Why = "artefact-by-digest: v2 is a tag.", Violations = [new("artefact-by-digest", "mandatory", "urn", "v2 is a tag.")] }
            : null;

        var outcome = Assert.IsType<Outcome.Refused>(scenario.Rollout("v2"));

        Assert.Equal("artefact-by-digest: v2 is a tag.", outcome.Reason);
        Assert.All(scenario.World.Log, did => Assert.StartsWith("preview", did));
        Assert.Equal("artefact-by-digest", Assert.Single(scenario.Feed.Current.Violations).Policy);
        Assert.Equal(Scenario.Only(Colour.Blue), scenario.World.Rule);
    }

    [Fact]
    public void A_policy_that_refuses_the_reconciling_update_does_not_stand_before_it()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.05;
        scenario.World.Before = did =>
        {
            if (did.StartsWith("set ", StringComparison.Ordinal))
                scenario.World.Judge = request => new() { Stack = request.Stack, Result = StackResult.Violated, ExitCode = 5, Why = "The pack hangs." };
        };

        Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Equal(Scenario.Shares(100, 0), Shares.Of(scenario.World.Split));
        Assert.EndsWith("but: The pack hangs.", scenario.Facts.OfType<Fact.Done>().Last().Says);
    }

    [Fact]
    public void Weights_moved_behind_our_back_stop_the_next_shift_until_somebody_looked()
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2");
        scenario.Until(rollout, () => scenario.World.Rule == Scenario.Shares(90, 10));
        scenario.World.Move(Scenario.Shares(80, 20));

        var stopped = Assert.IsType<Outcome.Stopped>(scenario.Run(rollout));

        Assert.StartsWith("web's rule holds blue 80% / green 20%, the journal says blue 90% / green 10%: someone moved it", stopped.Reason);
        Assert.Equal(Scenario.Shares(80, 20), scenario.World.Rule);
        Assert.Equal(Scenario.Shares(80, 20), scenario.Facts.OfType<Fact.Observed>().First().Found);
        Assert.IsType<Outcome.Refused>(scenario.Rollout("v3"));

        scenario.World.Move(Scenario.Shares(90, 10));
        Assert.IsType<Outcome.Promoted>(scenario.Resume());
    }

    [Fact]
    public void An_unhealthy_candidate_never_gets_traffic()
    {
        var scenario = Scenario.WithV1();
        scenario.World.HealthOf[Colour.Green] = new(1, 2, "One replica answers 500.");

        var outcome = Assert.IsType<Outcome.Failed>(scenario.Rollout("v2"));

        Assert.Equal("Green has 1 of 2 replicas healthy (One replica answers 500) after 30 s; it gets no traffic of web.", outcome.Reason);
        Assert.DoesNotContain(scenario.World.Log, did => did.StartsWith("up local.web.traffic", StringComparison.Ordinal));
    }

    [Fact]
    public void A_candidate_that_falls_ill_before_its_next_share_loses_the_one_it_has()
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2");
        scenario.Until(rollout, () => scenario.World.Rule == Scenario.Shares(90, 10));
        scenario.World.HealthOf[Colour.Green] = new(0, 2, "");

        Assert.IsType<Outcome.RolledBack>(scenario.Run(rollout));

        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
    }

    [Fact]
    public void Users_stay_where_they_are_when_the_side_to_return_to_is_dead()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.05;
        scenario.World.HealthOf[Colour.Blue] = new(0, 2, "");

        var outcome = Assert.IsType<Outcome.Stopped>(scenario.Rollout("v2"));

        Assert.Contains("green keeps the users of web", outcome.Reason);
        Assert.Equal(Scenario.Shares(90, 10), scenario.World.Rule);
    }

    [Fact]
    public void What_could_not_be_measured_is_never_good()
    {
        var scenario = Scenario.WithV1();
        scenario.World.ProbeIsBlind = "The router's counters can't be read.";

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Contains("The router's counters can't be read.", outcome.Reason);
        Assert.DoesNotContain("up local.web.traffic blue 50% / green 50%", scenario.World.Log);
    }

    [Fact]
    public void Too_few_requests_hold_the_rollout_and_then_return_traffic()
    {
        var scenario = Scenario.WithV1();
        scenario.World.RequestsPerSecond = 1;
        var before = scenario.Time.GetUtcNow();

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.StartsWith("Blue serves 100% of web in local again with v1. Not enough evidence after 2 min", outcome.Reason);
        Assert.InRange(scenario.Time.GetUtcNow() - before, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
    }
}
