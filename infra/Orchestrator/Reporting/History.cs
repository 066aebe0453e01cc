using System.Collections.Immutable;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Tells a journal: who did what, when and why.</summary>
public static class History
{
    /// <summary>Every fact, in the journal's order.</summary>
    public static ImmutableArray<HistoryEvent> Of(ImmutableArray<Entry> entries)
    {
        var actors = new Dictionary<long, string>();
        var plans = new Dictionary<RolloutId, Ledger>();
        var events = ImmutableArray.CreateBuilder<HistoryEvent>(entries.Length);
        foreach (var (number, token, fact, _) in entries)
        {
            if (fact is Fact.Planned planned)
                plans[fact.Rollout] = Ledger.Open(planned.Plan);
            var ledger = plans[fact.Rollout];
            var told = Teller.Of(fact, ledger.Plan);
            // Everything under one lease is the work of whoever first spoke under it.
            var actor = told.By ?? actors.GetValueOrDefault(token, "its conductor");
            actors.TryAdd(token, actor);
            events.Add(new()
            {
                Number = number,
                Rollout = fact.Rollout,
                At = fact.At,
                Last = fact.At,
                Fact = told.Kind,
                Actor = actor,
                Step = told.Step,
                Says = told.Says,
                Cause = Cause(fact, ledger),
            });
            plans[fact.Rollout] = ledger.After(fact);
        }

        return events.DrainToImmutable();
    }

    /// <summary>Looks that follow each other and answer the same become one event, which says what the last of them said.</summary>
    /// <param name="entries">The journal that the events were told from.</param>
    public static ImmutableArray<HistoryEvent> Folded(ImmutableArray<Entry> entries)
    {
        var folded = ImmutableArray.CreateBuilder<HistoryEvent>();
        var answer = "";
        foreach (var (entry, told) in entries.Zip(Of(entries)))
        {
            var next = entry.Fact is Fact.Measured look ? Teller.Answer(look) : "";
            if (next.Length > 0 && next == answer && folded[^1].Rollout == told.Rollout)
                folded[^1] = told with { Number = folded[^1].Number, At = folded[^1].At, Looks = folded[^1].Looks + 1 };
            else
                folded.Add(told);
            answer = next;
        }

        return folded.DrainToImmutable();
    }

    private static string Cause(Fact fact, Ledger before) => fact switch
    {
        Fact.Planned planned => $"{planned.By} asked for {planned.Plan.Release.Name}.",
        Fact.Intended intended => before.Plan.Find(intended.Step)?.Says == intended.Why ? "It is the next step of the plan." : intended.Why,
        Fact.Done done => Why(before, done.Step),
        Fact.Failed failed => Why(before, failed.Step),
        Fact.Observed => $"{before.Set} was expected.",
        Fact.Measured measured => before.Plan.Find(measured.Step)?.Says ?? measured.Step,
        Fact.Requested requested => $"{requested.By} asked.",
        Fact.Interrupted => "Its runner was told to stop.",
        Fact.Resumed resumed => $"{resumed.By} asked.",
        Fact.Ended => Last(before),
        _ => throw new System.Diagnostics.UnreachableException(fact.GetType().Name),
    };

    private static string Why(Ledger ledger, string step) => ledger.Intents.TryGetValue(step, out var intent) ? intent.Why : step;

    private static string Last(Ledger ledger) => ledger switch
    {
        { Wish: { } wish } => $"Somebody asked to {Teller.Word(wish)}.",
        { Failure: { } failure } => failure.Why,
        _ when ledger.Intents.TryGetValue(Decider.ReturnId, out var back) => back.Why,
        _ => "Every step of the plan is done.",
    };
}
