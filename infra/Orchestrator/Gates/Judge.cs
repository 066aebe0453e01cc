using System.Globalization;
using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Gates;

/// <summary>
/// Answers one gate from its evidence. Bad: the evidence passes 100 : 1, on at least 20 candidate requests with at least
/// 3 failures in at least 2 windows, so that one burst can't do it. Good: not bad, enough requests to have found p1, and after
/// a window that alone passes 100 : 1, 20 requests without a failure.
/// </summary>
internal static class Judge
{
    public static Verdict Answer(Evidence evidence, Plan plan)
    {
        var counts = $"{Says(evidence)} of {plan.Candidate.Word} against {StableSays(evidence)} of {plan.Stable?.Word ?? "nobody"}";
        if (IsBad(evidence))
            return new Verdict.Bad(Name(evidence.Gate), [$"{counts}; {Ratio(evidence.LogEvidence)} : 1 that {plan.Candidate.Word} is worse, 100 : 1 is the bound."]);
        // A look that comes late, of a conductor that slept or starved, sees in one window what would have been many.
        if (evidence.LogEvidence >= Bounds.LogEnough && Bounds.LeastRequests - evidence.CleanRequests is > 0 and var more)
            return new Verdict.NotEnough(Name(evidence.Gate), [$"{counts}; {Ratio(evidence.LogEvidence)} : 1 that {plan.Candidate.Word} is worse, but so few or so close together that it may be one burst; about {Number(more)} more requests will tell."], more);

        var found = Math.Min(0.99, Math.Max(evidence.Gate.P1.Fraction, 2 * evidence.StableShare));
        var needed = Power.Requests(found, evidence.CandidateShare is null ? evidence.NullShare : evidence.StableShare, evidence.CandidateShare);
        return evidence.Requests >= needed
            ? new Verdict.Good(Name(evidence.Gate), [$"{counts}; {Percent(found)} would have been found by {Number(needed)} requests."])
            : new Verdict.NotEnough(Name(evidence.Gate), [$"{counts}; not enough yet, about {Number(needed - evidence.Requests)} more requests."], needed - evidence.Requests);
    }

    public static bool IsBad(Evidence evidence) =>
        evidence.LogEvidence >= Bounds.LogEnough
        && evidence.Requests >= Bounds.LeastRequests
        && evidence.Failures >= Bounds.LeastFailures
        && evidence.FailingWindows >= Bounds.LeastFailingWindows;

    public static string Name(GateSpec gate) => gate switch
    {
        GateSpec.Errors => "errors",
        GateSpec.Slow => "slow",
        _ => throw new System.Diagnostics.UnreachableException(gate.GetType().Name),
    };

    private static string Says(Evidence evidence) => $"{Number(evidence.Failures)} {What(evidence.Gate, evidence.Failures)} in {Number(evidence.Requests)} requests";

    private static string StableSays(Evidence evidence) => $"{Number(evidence.StableFailures)} in {Number(evidence.StableRequests)}";

    private static string What(GateSpec gate, long count) => gate switch
    {
        GateSpec.Errors => count == 1 ? "error" : "errors",
        GateSpec.Slow slow => $"slower than {slow.Than.Words}",
        _ => throw new System.Diagnostics.UnreachableException(gate.GetType().Name),
    };

    private static string Ratio(double log) => log > Math.Log(1e9) ? "over 1,000,000,000" : Number((long)Math.Exp(log));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => Share.Of(fraction).ToString();
}
