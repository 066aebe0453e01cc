using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>Kills the process at every line of the journal, just before and just after it is written, and resumes.</summary>
public sealed class KillTests
{
    static readonly RolloutSpec quick = Some.Canary(new RolloutStep.SetWeight(Weight.Percent(50), TimeSpan.FromSeconds(5))) with { Warm = TimeSpan.FromSeconds(2) };

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Killed_at_any_line_it_resumes_to_the_same_end(double failing)
    {
        var whole = Run(failing, kill: null, out var lines);
        var first = Scenario.WithV1().Facts.Count() + 2; // before a plan is stored there is nothing to resume

        Assert.All(
            from line in Enumerable.Range(first, lines - first + 1) from before in new[] { true, false } select (line, before),
            kill => Assert.Equal(whole, Run(failing, kill, out _)));
    }

    static (string Outcome, Shares Rule, Colour? Serving, string Blue, string Green) Run(double failing, (int Line, bool Before)? kill, out int lines)
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = failing;
        scenario.Journals.OnAppend = (line, before) =>
        {
            if (kill is { } at && at.Line == line && at.Before == before)
                throw new KilledException();
        };
        Outcome outcome;
        try
        {
            outcome = scenario.Rollout("v2", quick);
        }
        catch (KilledException)
        {
            scenario.Journals.OnAppend = (_, _) => { };
            scenario.Time.Advance(TimeSpan.FromMinutes(1));
            outcome = scenario.Resume();
            // The very last line was there: nothing is left to resume.
            if (outcome is Outcome.Refused)
                outcome = scenario.Facts.OfType<Fact.Ended>().Last().Outcome;
        }

        lines = scenario.Facts.Count();
        return (outcome.GetType().Name, scenario.World.Rule, scenario.World.Split.Serving, scenario.World.ReleaseOf(Colour.Blue).Name, scenario.World.ReleaseOf(Colour.Green).Name);
    }

    sealed class KilledException : Exception;
}
