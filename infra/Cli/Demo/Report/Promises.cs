namespace Infra.Cli.Demo.Report;

/// <summary>What the demo promises, and which of it the figures do not show.</summary>
internal static class Promises
{
    internal const double LongestReturnMs = 300;
    internal const int FewestRequests = 3000;

    internal static IEnumerable<string> Broken(DemoResult result)
    {
        foreach (var rollout in result.Rollouts)
        {
            if (rollout.Requests != rollout.RouterRequests)
                yield return $"{rollout.Release}: the client sent {rollout.Requests} requests and the router counted {rollout.RouterRequests}.";
            if (rollout.StrayAnswers > 0)
                yield return $"{rollout.Release}: {rollout.StrayAnswers} requests reached it after the router was read back with it at 0%.";
        }

        foreach (var rollout in result.Rollouts.Where(r => r.Release == "v1" && r.FailedRequests > r.FailedBeforeServing))
            yield return $"{rollout.Service} {rollout.Release}: {rollout.FailedRequests - rollout.FailedBeforeServing} requests failed after somebody served.";
        foreach (var line in Good(result, "v2").Concat(Refused(result, "latest")).Concat(Bad(result, "v3")))
            yield return line;
        if (result.PreviewAfter.Changes != 0)
            yield return $"A preview with refresh after all this shows {result.PreviewAfter.Changes} changes, not 0.";
    }

    private static IEnumerable<string> Good(DemoResult result, string release)
    {
        if (Find(result, release) is not { Outcome: "promoted" } good)
            yield return $"{release} was not promoted{Because(result, release)}";
        else if (good.FailedRequests > 0)
            yield return $"{release}: {good.FailedRequests} of {good.Requests} requests failed, not 0; the first got {good.FirstFailure}.";
        else if (good.Requests < FewestRequests)
            yield return $"{release}: only {good.Requests} requests were sent, not {FewestRequests}.";
    }

    private static IEnumerable<string> Refused(DemoResult result, string release)
    {
        if (Find(result, release) is not { Outcome: "refused" })
            yield return $"{release} was not refused{Because(result, release)}";
        else if (!result.Policy.Violations.Any(v => v.Level == "mandatory"))
            yield return $"{release} was refused, but by no mandatory policy.";
    }

    private static IEnumerable<string> Bad(DemoResult result, string release)
    {
        if (Find(result, release) is not { Outcome: "rolledBack" } bad)
            yield return $"{release} was not rolled back{Because(result, release)}";
        else if (bad.TrafficReturnedMs is not <= LongestReturnMs)
            yield return $"{release}: traffic was returned after {bad.TrafficReturnedMs} ms, not within {LongestReturnMs} ms.";
    }

    private static RolloutFigures? Find(DemoResult result, string release) => result.Rollouts.LastOrDefault(r => r.Release == release && r.Service == "web");

    private static string Because(DemoResult result, string release) => Find(result, release) is { } found ? $": {found.Outcome}. {found.Reason}" : ": it was never tried.";
}
