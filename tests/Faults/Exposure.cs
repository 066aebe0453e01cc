using System.Collections.Immutable;
using Infra.Cli.Demo.Load;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Faults;

/// <summary>The time in which a candidate could harm users, as the journal has it: from its first shift to the return.</summary>
internal sealed record Exposure(DateTimeOffset From, DateTimeOffset To, int Looks)
{
    /// <summary>One each second while it bakes (1 s) and is held (3 s), with the marks before and after.</summary>
    const int MostLooks = 6;

    /// <param name="facts">Of one rollout.</param>
    /// <returns>Null when the candidate never had users, or still has them.</returns>
    public static Exposure? Of(ImmutableArray<Fact> facts)
    {
        var shift = facts.OfType<Fact.Planned>().Single().Plan.Steps.OfType<PlannedStep.Shift>().First().Id;
        var (begun, found, over) = (First<Fact.Intended>(fact => fact.Step == shift), First<Fact.Intended>(fact => fact.Step == Decider.ReturnId), First<Fact.Done>(fact => fact.Step == Decider.ReturnId));
        return begun < 0 || found < 0 || over < 0 ? null : new(facts[begun].At, facts[over].At, facts[begun..found].OfType<Fact.Measured>().Count());

        int First<T>(Func<T, bool> isIt) where T : Fact => facts.Index().Where(one => one.Item is T fact && isIt(fact)).Select(one => one.Index).FirstOrDefault(-1);
    }

    /// <param name="harm">The share of all requests that the candidate gets wrong while it has its first share.</param>
    /// <returns>What this does not explain; null when it explains everything.</returns>
    public string? Unexplained(ImmutableArray<Sample> samples, double harm)
    {
        if (Looks > MostLooks)
            return $"it took {Looks} looks to see that the candidate is bad, and {MostLooks} are all that its bake and hold allow";
        var strays = samples.Where(sample => sample.Failed && (sample.Ended < From || sample.Began > To)).ToList();
        if (strays.Count > 0)
            return $"{strays.Count} requests failed that were not under way between {From:HH:mm:ss.fff} and {To:HH:mm:ss.fff}, when the candidate had users, first {strays[0]}";
        var (exposed, failed) = (samples.Count(sample => sample.Began >= From && sample.Began <= To), samples.Count(sample => sample.Failed));
        // Which of them meet the candidate is chance: four standard deviations.
        var (expected, most) = (exposed * harm, (exposed * harm) + (4 * Math.Sqrt(exposed * harm)));
        return failed <= most ? null : $"{failed} of the {exposed} requests failed that were sent while the candidate had users, where {expected:0} are its part and {most:0} the most that chance explains";
    }
}
