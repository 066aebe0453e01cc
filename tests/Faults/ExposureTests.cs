using System.Collections.Immutable;
using Infra.Cli.Demo.Load;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Faults;

/// <summary>Of a hundred requests each second, the candidate had a fifth for two seconds, from the third on, and got half of them wrong.</summary>
public sealed class ExposureTests
{
    const double Harm = 0.2 / 2;

    static readonly Plan plan = Some.Plan();

    [Fact]
    public void What_a_candidate_gets_wrong_while_it_has_users_is_explained() => Assert.Null(Exposed().Unexplained([.. Sent(0, 7), .. Failed(3, count: 20)], Harm));

    [Theory]
    [InlineData(2, 1, "when the candidate had users")]
    [InlineData(6, 1, "when the candidate had users")]
    [InlineData(3, 60, "the most that chance explains")]
    public void What_fails_at_another_time_or_more_often_is_not(int second, int count, string says) =>
        Assert.Contains(says, Exposed().Unexplained([.. Sent(0, 7), .. Failed(second, count)], Harm), StringComparison.Ordinal);

    [Fact]
    public void A_candidate_that_is_watched_for_longer_than_planned_is_told() =>
        Assert.Contains("it took 7 looks", Exposed(looks: 7).Unexplained([.. Sent(0, 7)], Harm), StringComparison.Ordinal);

    [Fact]
    public void While_the_candidate_has_users_its_exposure_has_no_end() =>
        Assert.Null(Exposure.Of([Planned, new Fact.Intended(Shift, "") { Rollout = plan.Id, At = At(3) }]));

    static string Shift => plan.Steps.OfType<PlannedStep.Shift>().First().Id;

    static Fact Planned => new Fact.Planned(plan, "alice") { Rollout = plan.Id, At = At(0) };

    static Exposure Exposed(int looks = 3)
    {
        ImmutableArray<Fact> facts =
        [
            Planned,
            new Fact.Intended(Shift, "") { Rollout = plan.Id, At = At(3) },
            .. Enumerable.Repeat(new Fact.Measured(Shift, new Reading.Blind(""), Shares.Nobody, []) { Rollout = plan.Id, At = At(4) }, looks),
            new Fact.Intended(Decider.ReturnId, "") { Rollout = plan.Id, At = At(5) },
            new Fact.Done(Decider.ReturnId, "", null) { Rollout = plan.Id, At = At(5) },
        ];
        return Assert.IsType<Exposure>(Exposure.Of(facts));
    }

    static IEnumerable<Sample> Sent(int from, int to) => Enumerable.Range(from * 100, (to - from) * 100).Select(number => new Sample(At(number / 100.0), At(number / 100.0), 200, "v1", null));

    static IEnumerable<Sample> Failed(int second, int count) => Enumerable.Repeat(new Sample(At(second + 0.5), At(second + 0.5), 500, "v2", null), count);

    static DateTimeOffset At(double seconds) => Some.Noon.AddSeconds(seconds);
}
