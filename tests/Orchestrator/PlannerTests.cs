using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

public sealed class PlannerTests
{
    [Fact]
    public void The_order_of_a_canary_is_as_people_read_it()
    {
        var spec = Some.Canary(
            new RolloutStep.Smoke("/", 5),
            new RolloutStep.SetWeight(Weight.Percent(5), TimeSpan.FromMinutes(10)),
            new RolloutStep.Pause(TimeSpan.FromMinutes(5)),
            new RolloutStep.SetWeight(Weight.Percent(50), TimeSpan.Zero),
            new RolloutStep.Watch(TimeSpan.FromMinutes(30)));

        Golden.Matches("plan-canary.txt", Text(Some.Plan(spec with { Warm = TimeSpan.FromHours(1) })));
    }

    [Fact]
    public void A_warm_old_side_is_dropped_from_the_rule_before_it_is_used_again()
    {
        var present = new Present
        {
            Split = Some.Serving(Colour.Blue).With(Colour.Green, new(true, Weight.Zero)),
            Blue = Some.Release("v1"),
            Green = Some.Release("v0"),
        };

        Golden.Matches("plan-warm.txt", Text(Some.Plan(Some.BlueGreen(), present)));
    }

    [Fact]
    public void Copies_are_sent_for_a_while_and_no_more_before_anybody_is_moved() =>
        Golden.Matches("plan-mirror.txt", Text(Some.Plan(Some.BlueGreen() with { Steps = [new RolloutStep.Mirror(Weight.Percent(10), TimeSpan.FromMinutes(5))] })));

    [Fact]
    public void A_first_release_is_never_put_into_the_rule_without_a_share() =>
        Golden.Matches("plan-first.txt", Text(Some.Plan(present: new() { Split = TrafficSplit.Nobody, Blue = Release.None, Green = Release.None })));

    static string Text(Plan plan) => string.Concat(plan.Steps.Select(step => $"{step.Id,-22} {step.Says}\n"));
}
