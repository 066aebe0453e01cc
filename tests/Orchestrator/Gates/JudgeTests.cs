using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Gates;

public sealed class JudgeTests
{
    static readonly GateSpec errors = new GateSpec.Errors(Share.Of(0.02), Share.Of(0.005));
    static readonly Plan plan = Some.Plan();

    [Fact]
    public void Few_requests_are_not_enough_and_it_says_how_many_more()
    {
        var evidence = new Evidence(errors).After(new(150, 0, 0), new(3000, 2, 0));

        var verdict = Assert.IsType<Verdict.NotEnough>(Judge.Answer(evidence, plan));

        Assert.Equal($"0 errors in 150 requests of green against 2 in 3,000 of blue; not enough yet, about {verdict.MoreRequests} more requests.", verdict.Says);
        Assert.InRange(verdict.MoreRequests, 100, 1000);
    }

    [Fact]
    public void One_burst_of_linked_failures_is_not_bad_and_a_second_is()
    {
        var burst = new Evidence(errors).After(new(100, 30, 0), new(900, 0, 0));

        Assert.IsNotType<Verdict.Bad>(Judge.Answer(burst, plan));
        Assert.IsType<Verdict.Bad>(Judge.Answer(burst.After(new(100, 1, 0), new(900, 0, 0)), plan));
    }

    [Fact]
    public void After_a_late_look_that_saw_many_failures_at_once_it_is_not_good_before_the_next_ones()
    {
        var late = new Evidence(errors).After(new(3000, 450, 0), new(12000, 0, 0));

        var verdict = Assert.IsType<Verdict.NotEnough>(Judge.Answer(late, plan));
        Assert.Contains("it may be one burst; about 20 more requests will tell", verdict.Says, StringComparison.Ordinal);
        Assert.IsType<Verdict.NotEnough>(Judge.Answer(late.After(new(19, 0, 0), new(80, 0, 0)), plan));
        Assert.IsType<Verdict.Good>(Judge.Answer(late.After(new(20, 0, 0), new(80, 0, 0)), plan));
        Assert.IsType<Verdict.Bad>(Judge.Answer(late.After(new(20, 1, 0), new(80, 0, 0)), plan));
    }

    [Fact]
    public void Without_a_control_the_recorded_share_is_what_it_is_held_to()
    {
        var recorded = new Evidence(errors).After(default, new(5000, 100, 0));
        var same = Enumerable.Range(0, 50).Aggregate(recorded, (evidence, _) => evidence.After(new(100, 2, 0), default));
        var worse = Enumerable.Range(0, 50).Aggregate(recorded, (evidence, _) => evidence.After(new(100, 6, 0), default));

        Assert.False(Judge.IsBad(same));
        Assert.True(Judge.IsBad(worse));
    }

    [Fact]
    public void A_split_that_is_not_real_is_never_good()
    {
        var set = Scenario.Shares(90, 10);

        Assert.IsType<Verdict.NotEnough>(new ShareCheck().After(true, set, new(300, 0, 0), new(700, 0, 0)).Answer(plan));
        Assert.IsType<Verdict.Good>(new ShareCheck().After(true, set, new(108, 0, 0), new(892, 0, 0)).Answer(plan));
    }

    [Fact]
    public void Where_users_stay_with_their_side_a_split_is_judged_only_once_one_side_has_all()
    {
        var sticky = plan with { Stickiness = TimeSpan.FromHours(1) };
        var shared = Assert.IsType<Verdict.Good>(new ShareCheck().After(true, Scenario.Shares(90, 10), new(300, 0, 0), new(700, 0, 0)).Answer(sticky));

        Assert.Equal("green got 30% of 1,000 requests where 10% is set, and users stay with their side for 1 h: that is not judged.", shared.Says);
        Assert.IsType<Verdict.NotEnough>(new ShareCheck().After(true, Scenario.Shares(0, 100), new(700, 0, 0), new(300, 0, 0)).Answer(sticky));
    }

    [Fact]
    public void Counters_that_went_back_count_as_nothing()
    {
        var set = Scenario.Shares(90, 10);
        var watch = new Watch(plan).After(new Reading.Totals(new(1000, 5, 0), new(100, 0, 0)), set, Some.Noon).After(new Reading.Totals(new(10, 0, 0), new(1, 1, 0)), set, Some.Noon);

        Assert.Equal(0, watch.Gates[0].Requests);
        Assert.Equal(0, watch.Gates[0].Failures);
    }

    [Fact]
    public void Counts_that_come_late_are_held_against_the_weights_only_from_when_those_were_set()
    {
        var (before, after, shifted) = (Scenario.Shares(90, 10), Scenario.Shares(50, 50), Some.Noon.AddMinutes(10));
        var watch = new Watch(plan).After(Late(900, 100, 7), before, shifted.AddSeconds(-1));

        // Until noon and eleven minutes the counts are, at least in part, of before the shift.
        foreach (var minute in new[] { 8, 9, 10, 11 })
        {
            watch = watch.After(Late(900 + 90 * minute, 100 + 10 * minute, minute), after, shifted.AddMinutes(minute - 7));
            Assert.Equal(0, watch.Share.Candidate + watch.Share.Stable);
        }

        watch = watch.After(Late(1890 + 90, 210 + 10, 12), after, shifted.AddMinutes(5));
        Assert.Equal((10, 90), (watch.Share.Candidate, watch.Share.Stable));
        Assert.IsType<Verdict.NotEnough>(watch.Share.Answer(plan));

        static Reading Late(int blue, int green, int minute) => new Reading.Totals(new(blue, 0, 0), new(green, 0, 0)) { Until = Some.Noon.AddMinutes(minute) };
    }
}
