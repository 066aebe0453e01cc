namespace Infra.Cli.Demo.Report;

/// <summary>The figures as sentences.</summary>
internal static class SummaryLines
{
    internal static IEnumerable<string> Of(DemoResult result)
    {
        foreach (var rollout in result.Rollouts)
        {
            yield return $"{rollout.Service} {rollout.Release}: {rollout.Outcome}. {rollout.Reason}";
            if (rollout.Requests > 0)
                yield return $"    {rollout.Requests} requests, {Failed(rollout)}, {rollout.CandidateRequests} answered by {rollout.Release}; the router counted {rollout.RouterRequests}; slowest {rollout.PeakLatencyMs:0} ms.";
            if (rollout.TrafficReturnedMs is { } returned)
                yield return $"    Decided {rollout.DetectedMs:0} ms after the first failing answer; all traffic back {returned:0} ms later; {Last(rollout)}.";
        }

        yield return $"Policy: {result.Policy.Resources} resources under {result.Policy.Policies} policies, {Count("mandatory")} violations, {Count("advisory")} advices.";
        yield return $"Preview with refresh after all this: {result.PreviewAfter.Changes} changes.";
        yield return $"{result.Seconds:0.0} s in all.";

        int Count(string level) => result.Policy.Violations.Count(violation => violation.Level == level);
    }

    private static string Failed(RolloutFigures rollout) => rollout.FailedBeforeServing switch
    {
        0 => $"{rollout.FailedRequests} failed",
        var before when before == rollout.FailedRequests => $"{before} failed because nobody served yet",
        var before => $"{rollout.FailedRequests} failed, {before} of them because nobody served yet",
    };

    private static string Last(RolloutFigures rollout) => rollout.LastCandidateResponseMs is >= 0 and var last
        ? $"{rollout.Release}'s last answer came {last:0} ms after the decision, {rollout.StrayAnswers} to requests sent after the read-back"
        : $"{rollout.Release} answered nothing after the decision";
}
