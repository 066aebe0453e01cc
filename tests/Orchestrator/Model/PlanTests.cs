using System.Text.Json;
using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>Every plan that the planner can make of what infra.yaml allows.</summary>
public sealed class PlanTests
{
    static readonly int count = Whole.Or(5_000, 100_000);

    [Fact]
    public void A_plan_proves_a_side_before_users_and_empties_one_only_when_they_have_left() => Histories.For(count, Scripts.Arbitrary, script => Examine(script.Plan));

    [Fact]
    public void A_plan_in_another_order_is_found() =>
        Assert.ThrowsAny<Exception>(() => Histories.For(count, Scripts.Arbitrary, script => Examine(script.Plan with { Steps = [.. script.Plan.Steps.Reverse()] })));

    [Fact]
    public void Every_plan_comes_back_from_the_journal_as_it_was() => Histories.For(count, Scripts.Arbitrary, script =>
    {
        var text = FactJson.Write(new Fact.Planned(script.Plan, "alice") { Rollout = script.Plan.Id, At = Some.Noon });
        using var json = JsonDocument.Parse(text);
        Assert.Equal(text, FactJson.Write(FactJson.Read(json.RootElement)));
    });

    [Fact]
    public void A_side_with_all_the_users_is_stable_though_no_stack_says_so()
    {
        var plan = Some.Plan(present: new() { Split = Some.Serving(Colour.Blue) with { Serving = null }, Blue = Some.Release("v1"), Green = Release.None });

        Assert.Equal((Colour.Blue, Colour.Green), (plan.Stable, plan.Candidate));
        Assert.DoesNotContain(plan.Steps, step => step is PlannedStep.Detach { Side: Colour.Blue } && step.Id.StartsWith("02", StringComparison.Ordinal));
    }

    static void Examine(Plan plan)
    {
        var steps = plan.Steps;
        Assert.Equal(steps.Length, steps.Select(step => step.Id).Distinct().Count());
        Assert.IsType<PlannedStep.Preview>(steps[0]);
        var shifts = steps.OfType<PlannedStep.Shift>().ToArray();
        Assert.All(shifts, shift => Assert.Equal(plan.Candidate, shift.Side));
        Assert.Equal(shifts.Select(shift => shift.Weight).Order(), shifts.Select(shift => shift.Weight));
        Assert.Equal(Weight.All, shifts[^1].Weight);
        InOrder<PlannedStep.Provision, PlannedStep.Ready>();
        InOrder<PlannedStep.Ready, PlannedStep.Smoke>();
        Assert.True(First<PlannedStep.Smoke>() < First<PlannedStep.Shift>(), "users come before any answer was seen");
        Assert.True(Last<PlannedStep.Shift>() < First<PlannedStep.Promote>(), "it is promoted before it has everything");
        if (plan.Stable is not { } stable)
            return;
        var leaves = steps.Index().Single(step => step.Item is PlannedStep.Detach detach && detach.Side == stable).Index;
        Assert.True(First<PlannedStep.Promote>() < leaves && leaves < First<PlannedStep.Retire>(), "the old side is emptied before it has left the rule");
        Assert.IsType<PlannedStep.Drain>(steps[leaves + 1]);
        Assert.True(plan.Initial[plan.Candidate].Attached == steps.Take(First<PlannedStep.Provision>()).Any(step => step is PlannedStep.Detach), "a side in the rule is changed");

        void InOrder<TFirst, TThen>() => Assert.True(First<TFirst>() < First<TThen>(), $"{typeof(TThen).Name} comes before {typeof(TFirst).Name}");
        int First<T>() => steps.Index().First(step => step.Item is T).Index;
        int Last<T>() => steps.Index().Last(step => step.Item is T).Index;
    }
}
