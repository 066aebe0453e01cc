using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Explains a rollout from its plan, its facts, its lease and the time alone.</summary>
public static class Explainer
{
    /// <param name="facts">Of this rollout, oldest first; the first one is its plan.</param>
    /// <param name="held">The lease of who moves it now; null when nobody does.</param>
    /// <param name="last">The newest lease, however it ended.</param>
    public static Explanation Of(Plan plan, ImmutableArray<Fact> facts, Lease? held, Lease? last, DateTimeOffset now)
    {
        var ledger = Ledger.Of(plan, facts);
        var standing = Standing.Of(plan, facts, held, last, now);
        var (next, good) = Future(ledger, standing, now);
        return new()
        {
            Rollout = plan.Id,
            Brings = Brings(plan, facts, now),
            Standing = standing,
            Because = [.. Reasons.Of(ledger, facts, standing, now)],
            Unblocks = [.. Unblocks(ledger, facts, standing)],
            Next = next,
            NextIfGood = good,
        };
    }

    private static string Brings(Plan plan, ImmutableArray<Fact> facts, DateTimeOffset now)
    {
        var begun = facts[0] is Fact.Planned planned ? $" {planned.By} began it at {When.At(planned.At, now)}." : "";
        return plan.Stable is { } stable
            ? $"{plan.Id} brings {plan.Release.Name} to {plan.Candidate.Word} of {plan.Key}, where {stable.Word} served with {plan.StableRelease.Name}.{begun}"
            : $"{plan.Id} brings {plan.Release.Name} to {plan.Candidate.Word} of {plan.Key}, the first release there.{begun}";
    }

    private static (ImmutableArray<Foreseen> Next, ImmutableArray<Foreseen> IfGood) Future(Ledger ledger, Standing standing, DateTimeOffset now)
    {
        var key = ledger.Plan.Key;
        switch (standing.For)
        {
            case Waits.Nothing:
                return ([], []);
            case Waits.Person or Waits.Resume or Waits.Holder:
                var resumed = ledger.After(new Fact.Resumed("") { Rollout = ledger.Plan.Id, At = now });
                return ([new(now, $"nothing: the weights stay at {ledger.Set} until somebody acts.")],
                    [new(now, $"{Commands.Say(key, "resume")} would begin with: {(Forecast.AllGood(resumed, now) is [var first, ..] ? first.Says : "its end.")}")]);
            case Waits.Bake or Waits.Evidence or Waits.Warm:
                var (asItIs, allGood) = (Forecast.AsItIs(ledger, now), Forecast.AllGood(ledger, now));
                return (asItIs, asItIs.SequenceEqual(allGood) ? [] : allGood);
            default:
                // Before anything was watched there is no answer that a gate could keep.
                return (Forecast.AllGood(ledger, now), []);
        }
    }

    private static IEnumerable<string> Unblocks(Ledger ledger, ImmutableArray<Fact> facts, Standing standing)
    {
        var (plan, key) = (ledger.Plan, ledger.Plan.Key);
        var back = plan.Stable is { } stable ? $"{Commands.Say(key, "rollback")} returns users to {stable.Word}" : $"{Commands.Say(key, "abort")} ends it; there is no other side to return to";
        switch (standing.For)
        {
            case Waits.Nothing:
                if (ledger.Outcome is not Outcome.Promoted)
                    yield return $"A new rollout, once its reason is mended: {Commands.Say(key, "rollout", " --release …")}.";
                break;
            case Waits.Step:
                yield return $"Only the step itself. {back}.";
                break;
            case Waits.Bake or Waits.Evidence:
                if (Missing(ledger, facts) is { } missing)
                    yield return missing;
                yield return $"{Commands.Say(key, "promote")} skips what is left of it; {back}.";
                break;
            case Waits.Pause:
                yield return $"{Commands.Say(key, "promote")} skips what is left of it; {back}.";
                break;
            case Waits.Drain:
                yield return "Only time.";
                break;
            case Waits.Warm:
                yield return $"Only time. Until then {back}.";
                break;
            case Waits.Person or Waits.Resume or Waits.Holder:
                yield return $"{Commands.Say(key, "resume")} {(standing.For == Waits.Person ? "tries again" : "goes on")}; {back}.";
                break;
        }
    }

    /// <summary>How many requests are missing, and how long they take to come as they came so far.</summary>
    private static string? Missing(Ledger ledger, ImmutableArray<Fact> facts)
    {
        var more = ledger.LastLook?.Verdicts.OfType<Verdict.NotEnough>().Select(verdict => verdict.MoreRequests).DefaultIfEmpty().Max() ?? 0;
        if (more == 0)
            return null;
        var candidate = ledger.Plan.Candidate;
        var rate = Rate(facts, candidate, ledger.LastLook!.Set[candidate].Weight);
        var says = $"About {more.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} more requests that {candidate.Word} answers well";
        return rate > 0
            ? $"{says}: at {Number(rate)} per second, as it was since its share was set, that takes {TimeSpan.FromSeconds(Math.Ceiling(more / rate)).Words}."
            : $"{says}; it gets none now.";
    }

    /// <summary>Requests per second of a side while it had its present weight.</summary>
    private static double Rate(ImmutableArray<Fact> facts, Colour side, Weight weight)
    {
        var looks = facts.OfType<Fact.Measured>().Reverse().TakeWhile(look => look.Set[side].Weight == weight).Where(look => look.Reading is Reading.Totals).ToList();
        if (looks is not [{ Reading: Reading.Totals end } newest, .., { Reading: Reading.Totals start } oldest] || newest.At <= oldest.At)
            return 0;
        return Math.Max(0, (end[side].Requests - start[side].Requests) / (newest.At - oldest.At).TotalSeconds);
    }

    private static string Number(double rate) => rate.ToString(rate < 10 ? "0.#" : "0", System.Globalization.CultureInfo.InvariantCulture);
}
