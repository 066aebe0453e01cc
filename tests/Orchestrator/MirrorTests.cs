using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>Rollouts that send the candidate copies of what users ask before it has any user.</summary>
public sealed class MirrorTests
{
    static readonly RolloutSpec spec = Some.BlueGreen() with { Steps = [new RolloutStep.Mirror(Weight.Percent(10), TimeSpan.FromMinutes(5))] };

    static Shares Copied => Scenario.Shares(100, 0) with { Mirror = new(Colour.Green, Weight.Percent(10)) };

    [Fact]
    public void The_candidate_gets_copies_and_then_users_and_no_copies()
    {
        var scenario = Scenario.WithV1();

        var rollout = scenario.Start("v2", spec);
        scenario.Until(rollout, () => scenario.World.Rule == Copied);

        Assert.IsType<Outcome.Promoted>(scenario.Run(rollout));
        Assert.Equal(Scenario.Only(Colour.Green), scenario.World.Rule);
        Assert.Equal([Copied, Scenario.Shares(100, 0)], scenario.Facts.OfType<Fact.Done>().Where(done => done.Step.Contains("mirror", StringComparison.Ordinal)).Select(done => done.Set));
        Assert.Null(scenario.World.Split.Mirror);
    }

    [Fact]
    public void Who_goes_back_while_copies_are_sent_ends_them()
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2", spec);
        scenario.Until(rollout, () => scenario.World.Rule == Copied);

        scenario.Run(scenario.Conductor(new Holder("bob", "there", 2)).RollbackAsync(Some.Web, new(new() { Key = Some.Web }), TestContext.Current.CancellationToken));

        Assert.IsType<Outcome.RolledBack>(scenario.Run(rollout));
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.Null(scenario.World.Split.Mirror);
    }

    [Fact]
    public void A_candidate_that_is_ill_gets_no_copies()
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2", spec);
        scenario.Until(rollout, () => scenario.Facts.OfType<Fact.Done>().Any(done => done.Step.Contains("attach", StringComparison.Ordinal)));
        scenario.World.HealthOf[Colour.Green] = new(1, 2, "One of them is ill.");

        Assert.IsType<Outcome.Failed>(scenario.Run(rollout));
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
    }
}
