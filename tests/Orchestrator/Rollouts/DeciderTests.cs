using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Rollouts;

public sealed class DeciderTests
{
    static readonly Plan plan = Some.Plan();

    [Fact]
    public void The_first_move_is_a_look_and_the_second_a_preview()
    {
        Assert.IsType<Decision.Measure>(Decider.Next(plan, [], Some.Noon));

        var looked = new Fact.Measured(plan.Steps[0].Id, new Reading.Blind("nothing yet"), plan.Initial, []) { Rollout = plan.Id, At = Some.Noon };

        Assert.Equal(plan.Steps[0], Assert.IsType<Decision.Perform>(Decider.Next(plan, [looked], Some.Noon)).Step);
    }

    [Fact]
    public void Facts_of_another_rollout_say_nothing()
    {
        var other = new Fact.Ended(new Outcome.Promoted("Long ago.")) { Rollout = new("web-1"), At = Some.Noon };

        Assert.IsNotType<Decision.End>(Decider.Next(plan, [other], Some.Noon));
    }

    [Fact]
    public void Bad_evidence_before_any_traffic_returns_nothing()
    {
        var bad = new Fact.Measured(plan.Steps[0].Id, new Reading.Blind(""), plan.Initial, [new Verdict.Bad("errors", ["It is bad."])]) { Rollout = plan.Id, At = Some.Noon };

        Assert.Equal(plan.Steps[0], Assert.IsType<Decision.Perform>(Decider.Next(plan, [bad], Some.Noon)).Step);
    }

    [Fact]
    public void A_shift_that_was_begun_and_has_no_end_counts_as_traffic()
    {
        var shift = plan.Steps.OfType<PlannedStep.Shift>().First();
        Fact[] facts =
        [
            .. plan.Steps.TakeWhile(step => step != shift).Select(step => new Fact.Done(step.Id, "", null) { Rollout = plan.Id, At = Some.Noon }),
            new Fact.Intended(shift.Id, "") { Rollout = plan.Id, At = Some.Noon },
            new Fact.Requested(Wish.Abort, "bob") { Rollout = plan.Id, At = Some.Noon },
        ];

        Assert.IsType<PlannedStep.Return>(Assert.IsType<Decision.Perform>(Decider.Next(plan, facts, Some.Noon)).Step);
    }

    [Fact]
    public void While_promoting_a_failure_halts_and_says_who_serves()
    {
        var promote = plan.Steps.OfType<PlannedStep.Promote>().Single();
        Fact[] facts =
        [
            .. plan.Steps.TakeWhile(step => step != promote).Select(step => new Fact.Done(step.Id, "", step is PlannedStep.Shift shift ? Scenario.Shares(100 - shift.Weight.InPercent, shift.Weight.InPercent) : null) { Rollout = plan.Id, At = Some.Noon }),
            new Fact.Intended(promote.Id, "") { Rollout = plan.Id, At = Some.Noon },
            new Fact.Failed(promote.Id, FailureKind.Error, "The backend is away.") { Rollout = plan.Id, At = Some.Noon },
        ];

        Assert.Equal("Green serves web in local with v2. The backend is away. `infra resume web` tries again.", Assert.IsType<Decision.Halt>(Decider.Next(plan, facts, Some.Noon)).Why);
    }
}
