using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>A conductor that was paused wakes up after another has taken over: whatever it was about to do, it does not.</summary>
public sealed class LateConductorTests
{
    static readonly Infra.Orchestrator.Journal.Holder bob = new("bob", "there", 2);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shift_that_was_confirmed_before_the_pause_is_refused_by_the_stack_that_was_set_since()
    {
        var scenario = Scenario.WithV1();
        var rollout = scenario.Start("v2");
        scenario.Until(rollout, () => scenario.World.Rule == Scenario.Shares(90, 10));
        var isPaused = false;
        scenario.World.During = async (stack, _) =>
        {
            if (stack != Some.Web.Traffic || isPaused)
                return;
            isPaused = true;
            await BobGoesBackAsync(scenario);
        };

        var outcome = Assert.IsType<Outcome.Stopped>(await Task.Run(() => scenario.Run(rollout), Ct));

        Assert.True(isPaused);
        Assert.Contains("taken over", outcome.Reason);
        AssertBobsWord(scenario);
    }

    [Fact]
    public async Task A_return_that_was_decided_before_the_pause_is_not_done()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.05;
        var isPaused = false;
        scenario.World.BeforeSet = async () =>
        {
            if (isPaused)
                return;
            isPaused = true;
            await BobGoesBackAsync(scenario);
            scenario.World.Log.Clear();
        };

        var outcome = Assert.IsType<Outcome.Stopped>(await Task.Run(() => scenario.Run(scenario.Start("v2")), Ct));

        Assert.Contains("taken over", outcome.Reason);
        Assert.Empty(scenario.World.Log);
        AssertBobsWord(scenario);
    }

    static async Task BobGoesBackAsync(Scenario scenario)
    {
        scenario.Journals.Usurp(Some.Web, bob);
        var answer = await scenario.Conductor(bob).RollbackAsync(Some.Web, new(new() { Key = Some.Web }), Ct);
        Assert.IsType<Outcome.RolledBack>(answer.Outcome);
    }

    static void AssertBobsWord(Scenario scenario)
    {
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.Equal(Scenario.Shares(100, 0), Shares.Of(scenario.World.Split));
        Assert.IsType<Fact.Ended>(scenario.Facts.Last());
    }
}
