using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>A lease is short, so that a dead runner is soon replaced, and yet lasts as long as its work.</summary>
public sealed class LeaseTests
{
    static readonly Holder bob = new("bob", "there", 2);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_step_of_half_an_hour_keeps_others_out_by_a_lease_of_a_minute()
    {
        var scenario = Scenario.WithV1();
        var provisioned = new TaskCompletionSource();
        scenario.World.During = (stack, ct) => stack == "local.web.green" ? provisioned.Task.WaitAsync(ct) : Task.CompletedTask;
        var rollout = scenario.Start("v2");
        var half = scenario.Time.GetUtcNow() + TimeSpan.FromMinutes(29);

        var looks = 0;
        for (; scenario.Time.GetUtcNow() < half; looks++)
        {
            scenario.Time.Advance(TimeSpan.FromSeconds(5));
            var lease = Assert.IsType<LeaseAnswer.Held>(scenario.Run(scenario.Journals.TakeAsync(Some.Web, bob, TimeSpan.FromMinutes(1), Ct))).By;
            Assert.InRange(lease.Until - scenario.Time.GetUtcNow(), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(1));
        }

        Assert.True(looks > 300);
        provisioned.SetResult();
        Assert.IsType<Outcome.Promoted>(scenario.Run(rollout));
        Assert.Null(scenario.Run(scenario.Journals.FindAsync(Some.Web, Ct)));
    }

    [Fact]
    public async Task Taken_over_in_the_middle_of_a_step_it_stops_at_once_and_writes_no_more()
    {
        var scenario = Scenario.WithV1();
        scenario.World.During = (stack, ct) => stack == "local.web.green" ? Task.Delay(Timeout.InfiniteTimeSpan, scenario.Time, ct) : Task.CompletedTask;
        var rollout = scenario.Start("v2");
        var lines = scenario.Facts.Count();

        scenario.Journals.Usurp(Some.Web, bob);
        scenario.Time.Advance(TimeSpan.FromSeconds(15));
        var outcome = Assert.IsType<Outcome.Stopped>(await EndAsync(rollout));

        Assert.Equal("Another conductor has taken over web in local; this one stops without touching anything. See `infra status web`.", outcome.Reason);
        Assert.Equal(lines, scenario.Facts.Count());
        Assert.Equal(bob, scenario.Run(scenario.Journals.FindAsync(Some.Web, Ct))?.Holder);
    }

    [Fact]
    public void A_journal_folder_that_cannot_be_written_for_half_a_minute_costs_nothing()
    {
        var scenario = Scenario.WithV1();
        var provisioned = new TaskCompletionSource();
        scenario.World.During = (stack, ct) => stack == "local.web.green" ? provisioned.Task.WaitAsync(ct) : Task.CompletedTask;
        var rollout = scenario.Start("v2");

        scenario.Journals.LeasesAreReadOnly = true;
        scenario.Time.Advance(TimeSpan.FromSeconds(35));
        scenario.Journals.LeasesAreReadOnly = false;
        scenario.Time.Advance(TimeSpan.FromMinutes(10));
        provisioned.SetResult();

        Assert.IsType<Outcome.Promoted>(scenario.Run(rollout));
    }

    [Fact]
    public async Task A_journal_folder_that_stays_unwritable_stops_the_step_when_the_lease_runs_out()
    {
        var scenario = Scenario.WithV1();
        scenario.World.During = (stack, ct) => stack == "local.web.green" ? Task.Delay(Timeout.InfiniteTimeSpan, scenario.Time, ct) : Task.CompletedTask;
        var rollout = scenario.Start("v2");

        scenario.Journals.LeasesAreReadOnly = true;
        scenario.Time.Advance(TimeSpan.FromSeconds(45));
        Assert.False(rollout.IsCompleted);
        scenario.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.IsType<Outcome.Stopped>(await EndAsync(rollout));
    }

    /// <summary>A cancelled wait goes on elsewhere: no time of the test's passes meanwhile.</summary>
    static Task<Outcome> EndAsync(Task<Outcome> rollout) => rollout.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Ct);
}
