using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>Kills a history before and after its lines, and compares the ends.</summary>
static class Resumption
{
    /// <summary>Every how manieth line of a history is tried, and each failure; which ones differs from history to history.</summary>
    static readonly int stride = Support.Whole.Or(15, 5);

    public static string? Same(History whole, Brain brain)
    {
        if (whole.End != HistoryEnd.Ended)
            return null;
        foreach (var line in Enumerable.Range(0, whole.Lines.Length).Where(at => (at + whole.Lines.Length) % stride == 0 || whole.Lines[at].Fact is Fact.Failed))
        {
            foreach (var isWritten in new[] { false, true })
            {
                var other = Simulation.Killed(whole, line, isWritten, brain);
                var kept = isWritten ? line + 1 : line;
                var bad = WasCutInAFailingShift(whole, kept) || WasCutAfterAnObservation(whole, kept) ? Properties.Unsafe(other) : End(other) == End(whole) ? null : "it ends in another way";
                if (bad is not null)
                    return $"Killed {(isWritten ? "after" : "before")} line {line + 1}, {whole.Lines[line].Fact}: {bad}: {End(other)} instead of {End(whole)}.\n{string.Join('\n', other.Facts.Skip(line))}";
            }
        }

        return null;
    }

    /// <summary>Whoever comes after a shift, or a mirror, that was cut cannot know whether it acted. If it failed without having moved anybody, he may return what nobody has: safe, and another end.</summary>
    static bool WasCutInAFailingShift(History whole, int kept) =>
        Ledger.Of(whole.Script.Plan, whole.Facts.Take(kept)).Unsure.Keys.FirstOrDefault(id => whole.Script.Plan.Steps.Any(step => step is PlannedStep.Shift or PlannedStep.Mirror && step.Id == id)) is { } cut
        && whole.Facts.Skip(kept).FirstOrDefault(fact => fact is Fact.Failed or Fact.Done) is Fact.Failed failed && failed.Step == cut;

    /// <summary>What others moved is told before what follows from it. Whoever comes between decides on the look before: safe, and maybe another end.</summary>
    static bool WasCutAfterAnObservation(History whole, int kept) => kept > 0 && whole.Lines[kept - 1].Fact is Fact.Observed;

    static (Outcome?, Shares, string, string) End(History history) =>
        (history.Outcome, history.World.Rule, history.World.Blue.Name, history.World.Green.Name);
}
