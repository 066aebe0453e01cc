using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Faults;

/// <summary>Somebody sets the machine's clock while a canary bakes: it is watched as long and as often as planned.</summary>
public sealed class ClockTests
{
    static readonly TimeSpan bake = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(-120)]
    [InlineData(-1)]
    [InlineData(120)]
    public void A_jump_of_the_clock_changes_neither_how_long_nor_how_often_a_canary_is_watched(int minutes)
    {
        var scenario = Scenario.WithV1();
        var jumping = new Jumping(scenario.Time);
        var began = scenario.Time.GetTimestamp();
        var rollout = scenario.Begin(feed => scenario.Conductor(time: jumping).RolloutAsync(Some.Request("v2", Some.Canary(new RolloutStep.SetWeight(Weight.Percent(10), bake))), feed, TestContext.Current.CancellationToken));
        scenario.Until(rollout, () => scenario.Facts.OfType<Fact.Measured>().Count() > 60);

        jumping.By = TimeSpan.FromMinutes(minutes);

        Assert.IsType<Outcome.Promoted>(scenario.Run(rollout));
        Assert.InRange(scenario.Time.GetElapsedTime(began), bake, bake + TimeSpan.FromMinutes(2));
        var facts = scenario.Facts.ToList();
        var looks = facts.OfType<Fact.Measured>().Where(look => look.Step.EndsWith("-bake", StringComparison.Ordinal)).Select(look => look.At).ToList();
        Assert.True(looks.Count >= bake.TotalSeconds * 0.9, $"It was looked at {looks.Count} times in {bake.TotalSeconds} s.");
        Assert.All(facts.Zip(facts.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At, "A fact precedes the one before it."));
    }

    [Fact]
    public void A_bad_canary_is_found_as_soon_after_the_clock_went_back()
    {
        var scenario = Scenario.WithV1();
        var jumping = new Jumping(scenario.Time);
        var rollout = scenario.Begin(feed => scenario.Conductor(time: jumping).RolloutAsync(Some.Request("v2", Some.Canary(new RolloutStep.SetWeight(Weight.Percent(10), bake))), feed, TestContext.Current.CancellationToken));
        scenario.Until(rollout, () => scenario.Facts.OfType<Fact.Measured>().Count() > 60);

        jumping.By = -TimeSpan.FromHours(2);
        scenario.World.FailingReleases["v2"] = 0.2;
        var since = scenario.Time.GetTimestamp();

        Assert.IsType<Outcome.RolledBack>(scenario.Run(rollout));
        Assert.InRange(scenario.Time.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    /// <summary>Its time of day can be set; what waits, waits as long as before.</summary>
    sealed class Jumping(TimeProvider time) : TimeProvider
    {
        public TimeSpan By { get; set; }
        public override long TimestampFrequency => time.TimestampFrequency;
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + By;
        public override long GetTimestamp() => time.GetTimestamp();
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }
}
