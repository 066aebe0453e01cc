using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Support;

/// <summary>Journals as short as they can be, from noon on.</summary>
static class Facts
{
    public static ImmutableArray<Fact> Begun(Plan plan) => [new Fact.Planned(plan, Some.Holder.ToString()) { Rollout = plan.Id, At = Some.Noon }];

    /// <summary>Every step up to the first bake is done; the bake begins at noon.</summary>
    public static ImmutableArray<Fact> Baking(Plan plan)
    {
        var facts = Begun(plan).ToBuilder();
        foreach (var step in plan.Steps)
        {
            facts.Add(new Fact.Intended(step.Id, step.Says) { Rollout = plan.Id, At = Some.Noon });
            if (step is PlannedStep.Bake)
                break;
            var set = step is PlannedStep.Shift shift ? Scenario.Shares(100 - shift.Weight.InPercent, shift.Weight.InPercent) : null;
            facts.Add(new Fact.Done(step.Id, $"{step.Says}: done.", set) { Rollout = plan.Id, At = Some.Noon });
        }

        return facts.ToImmutable();
    }

    /// <summary>A look at what green answered: ten requests per second and no failure.</summary>
    public static Fact Look(Plan plan, double after, params Verdict[] verdicts) => new Fact.Measured(
        plan.Steps.OfType<PlannedStep.Bake>().First().Id,
        new Reading.Totals(new Counts((long)(90 * after), 0, 0), new Counts((long)(10 * after), 0, 0)),
        Scenario.Shares(90, 10),
        [.. verdicts])
    {
        Rollout = plan.Id,
        At = Some.Noon.AddSeconds(after),
    };
}
