using System.Collections.Immutable;
using Infra.Catalog.Rollouts;

namespace Infra.Orchestrator.Rollouts;

/// <summary>The part of deciding that waits for evidence: how long to watch, and what thin evidence means at the end.</summary>
internal static class Watching
{
    /// <summary>Counts that come late come by the minute at most: so much later a window is over that began when this one did.</summary>
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    public static Decision Bake(Ledger ledger, PlannedStep.Bake bake, DateTimeOffset now)
    {
        var end = ledger.Intents[bake.Id].At + bake.For;
        if (now < end || NoLookSince(ledger, bake, end))
            return Look(ledger, bake, now);

        var thin = Thin(ledger, bake);
        if (thin.Length == 0)
            return new Decision.Finish(bake, Say(ledger));

        var lastCall = end + ledger.Plan.Hold.Duration;
        return now < lastCall || NoLookSince(ledger, bake, lastCall) ? Look(ledger, bake, now) : ledger.Plan.Hold.Then switch
        {
            AfterHold.Return => Decider.Back(ledger, $"Not enough evidence after {(bake.For + ledger.Plan.Hold.Duration).Words}: {string.Join(' ', thin)}"),
            AfterHold.Proceed => new Decision.Finish(bake, $"Went on without enough evidence, as the plan says: {string.Join(' ', thin)}"),
        };
    }

    /// <summary>A rule that reads back is not yet users who are there: nothing is promoted before the counts say so.</summary>
    public static Decision Verify(Ledger ledger, PlannedStep.Verify verify, DateTimeOffset now)
    {
        var began = ledger.Intents[verify.Id].At;
        var elsewhere = Elsewhere(ledger, verify);
        // The first look only sets the mark: what was answered before it may still belong to the old weights.
        var seen = began + Decider.Every + (ledger.LastLook is { Lags: true } ? _minute : TimeSpan.Zero);
        if (elsewhere.Length == 0 && !NoLookSince(ledger, verify, seen))
            return new Decision.Finish(verify, Say(ledger));

        var end = verify.Within > seen - began ? began + verify.Within : seen;
        return now < end || NoLookSince(ledger, verify, end) ? Look(ledger, verify, now) : ledger.Plan.Hold.Then switch
        {
            AfterHold.Return => Decider.Back(ledger, $"After {verify.Within.Words} users are still elsewhere: {elsewhere}"),
            AfterHold.Proceed => new Decision.Finish(verify, $"Went on although users are elsewhere, as the plan says: {elsewhere}"),
        };
    }

    /// <summary>After promotion only bad evidence counts: too few requests must not keep an old side alive for ever.</summary>
    public static Decision Warm(Ledger ledger, PlannedStep.Warm warm, DateTimeOffset now)
    {
        var end = ledger.Intents[warm.Id].At + warm.For;
        return now < end || (ledger.LastLook is { Lags: true } && NoLookSince(ledger, warm, end)) ? Look(ledger, warm, now) : new Decision.Finish(warm, Say(ledger));
    }

    private static Decision Look(Ledger ledger, PlannedStep step, DateTimeOffset now)
    {
        // A look in the future was written before the clock was set back: waiting for that time would be looking away.
        var next = ledger.LastLook is { } look && look.Step == step.Id && look.At <= now ? look.At + Decider.Every : now;
        return now < next ? new Decision.Sleep(step, next) : new Decision.Measure(step);
    }

    private static bool NoLookSince(Ledger ledger, PlannedStep step, DateTimeOffset end) =>
        ledger.LastLook is not { } look || look.Step != step.Id || look.Until < end;

    private static ImmutableArray<string> Thin(Ledger ledger, PlannedStep step) => ledger.LastLook switch
    {
        { Reading: Reading.Blind blind } => [blind.Why],
        { } look when look.Step == step.Id => [.. look.Verdicts.OfType<Verdict.NotEnough>().Select(verdict => verdict.Says)],
        _ => ["nothing was measured."],
    };

    private static string Elsewhere(Ledger ledger, PlannedStep step) => ledger.LastLook switch
    {
        { Reading: Reading.Blind blind } => blind.Why,
        { } look when look.Step == step.Id => string.Join(' ', look.Verdicts.OfType<Verdict.NotEnough>().Where(verdict => verdict.Gate == Verdict.Share).Select(verdict => verdict.Says)),
        _ => "nothing was measured.",
    };

    private static string Say(Ledger ledger) =>
        ledger.LastLook is { Verdicts.Length: > 0 } look ? string.Join(' ', look.Verdicts.Select(verdict => verdict.Says)) : "Nothing spoke against it.";
}
