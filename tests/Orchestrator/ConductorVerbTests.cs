using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>Who may move a service, and what people may ask of it.</summary>
public sealed class ConductorVerbTests
{
    [Fact]
    public void A_second_rollout_of_the_same_service_is_refused_and_names_the_holder()
    {
        var scenario = Scenario.WithV1();
        var first = scenario.Start("v2");
        scenario.Until(first, () => scenario.World.Rule == Scenario.Shares(90, 10));

        var second = scenario.Begin(feed => scenario.Conductor(new Holder("bob", "there", 2)).RolloutAsync(Some.Request("v3"), feed, TestContext.Current.CancellationToken));

        Assert.Contains("web in local is being moved by alice (process 1 on here) since 12:01:", Assert.IsType<Outcome.Refused>(scenario.Run(second)).Reason);
        Assert.IsType<Outcome.Promoted>(scenario.Run(first));
    }

    [Fact]
    public void A_runner_with_an_empty_journal_is_refused()
    {
        var scenario = Scenario.WithV1();
        scenario.Journals = new(scenario.Time);

        var outcome = Assert.IsType<Outcome.Refused>(scenario.Rollout("v2"));

        Assert.Contains("local.web.traffic was last set by a journal whose head is", outcome.Reason);
        Assert.Contains("is empty", outcome.Reason);
        Assert.Empty(scenario.World.Log);
    }

    [Fact]
    public void A_platform_that_cannot_be_read_gets_no_rollout()
    {
        var scenario = new Scenario();
        var conductor = new Infra.Orchestrator.Conductor(new() { Stacks = scenario.World, Journals = scenario.Journals, Router = null, Health = null, Probe = null, Smoke = scenario.World, Artefacts = scenario.World, Time = scenario.Time, Holder = Some.Holder });

        var outcome = scenario.Run(scenario.Begin(feed => conductor.RolloutAsync(Some.Request("v1"), feed, TestContext.Current.CancellationToken)));

        Assert.StartsWith("web in local gets no rollout: its platform's weights, target health, request counts can't be read here", Assert.IsType<Outcome.Refused>(outcome).Reason);
    }

    [Theory]
    [InlineData(Wish.Abort)]
    [InlineData(Wish.Rollback)]
    public void A_wish_from_another_process_returns_traffic(Wish wish)
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2");
        scenario.Until(rollout, () => scenario.World.Rule == Scenario.Shares(90, 10));

        var other = scenario.Conductor(new Holder("bob", "there", 2));
        var answer = wish == Wish.Abort ? other.AbortAsync(Some.Web, new(new() { Key = Some.Web }), default) : other.RollbackAsync(Some.Web, new(new() { Key = Some.Web }), default);

        Assert.Equal("alice (process 1 on here) moves web in local and was told.", scenario.Run(answer).Says);
        var outcome = scenario.Run(rollout);
        Assert.Equal(wish == Wish.Abort ? typeof(Outcome.Aborted) : typeof(Outcome.RolledBack), outcome.GetType());
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
    }

    [Fact]
    public void Promoting_by_hand_skips_what_is_left_of_the_waiting()
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2", Some.Canary(new RolloutStep.SetWeight(Weight.Percent(10), TimeSpan.FromHours(9)), new RolloutStep.SetWeight(Weight.Percent(50), TimeSpan.FromHours(9))));
        scenario.Until(rollout, () => scenario.World.Rule == Scenario.Shares(90, 10));
        var before = scenario.Time.GetUtcNow();

        scenario.Run(scenario.Conductor(new Holder("bob", "there", 2)).PromoteAsync(Some.Web, new(new() { Key = Some.Web }), default));

        Assert.IsType<Outcome.Promoted>(scenario.Run(rollout));
        Assert.InRange(scenario.Time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("up local.web.traffic blue 50% / green 50%", scenario.World.Log);
    }

    [Fact]
    public void Cancelling_leaves_traffic_where_it_is_and_resuming_goes_on()
    {
        var scenario = Scenario.WithV1();
        using var stop = new CancellationTokenSource();
        var rollout = scenario.Begin(feed => scenario.Conductor().RolloutAsync(Some.Request("v2"), feed, stop.Token));
        scenario.Until(rollout, () => scenario.World.Rule == Scenario.Shares(90, 10));

        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => scenario.Run(rollout));
        Assert.Equal(Scenario.Shares(90, 10), scenario.World.Rule);
        Assert.IsType<Fact.Interrupted>(scenario.Facts.Last());
        Assert.IsType<Outcome.Promoted>(scenario.Resume());
    }

    [Fact]
    public void A_release_that_serves_already_is_rolled_out_and_one_that_is_nowhere_is_refused()
    {
        var scenario = Scenario.WithV1();
        scenario.World.MissingArtefacts.Add("v2");

        Assert.Contains("there is nothing to roll out", Assert.IsType<Outcome.Promoted>(scenario.Rollout("v1")).Reason);
        Assert.Empty(scenario.World.Log);
        Assert.Contains("is not in the registry", Assert.IsType<Outcome.Refused>(scenario.Rollout("v2")).Reason);
    }

    [Fact]
    public void Status_says_what_does_not_fit_together()
    {
        var scenario = Scenario.WithV1();
        scenario.World.Move(Scenario.Shares(80, 20));

        var status = scenario.Run(scenario.Conductor().StatusAsync(Some.Web, default));

        Assert.Equal("web's rule holds blue 80% / green 20%, its stack local.web.traffic says blue 100% / green detached. `infra up local.web.traffic --refresh` brings back what the stack says.", Assert.Single(status.Findings));
        Assert.Equal(StepState.Done, status.Rollout?.Steps[^1].State);
    }
}
