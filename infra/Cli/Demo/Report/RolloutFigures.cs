using System.Text.Json.Serialization;
using Infra.Cli.Demo.Load;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Demo.Report;

/// <summary>One rollout of the demo as the client and the router measured it; the JSON's shape is promised.</summary>
internal sealed record RolloutFigures
{
    public required string Service { get; init; }
    public required string Release { get; init; }
    public required string Outcome { get; init; }

    /// <summary>All requests between the rollout's start and end.</summary>
    public required int Requests { get; init; }

    /// <summary>Those not answered 2xx, timed out or broken.</summary>
    public required int FailedRequests { get; init; }

    public required int CandidateRequests { get; init; }
    public required long RouterRequests { get; init; }

    /// <summary>From the first failing answer of the candidate to the decision; null when there was none.</summary>
    public required double? DetectedMs { get; init; }

    /// <summary>From the decision to the read-back of 0 %.</summary>
    public required double? TrafficReturnedMs { get; init; }

    /// <summary>From the decision to the candidate's last answer; below 0 when that came before the decision.</summary>
    public required double? LastCandidateResponseMs { get; init; }

    public required string Reason { get; init; }

    [JsonIgnore]
    public int CandidateFailures { get; init; }

    /// <summary>Failed before anybody could have answered: until the window's first good answer.</summary>
    [JsonIgnore]
    public int FailedBeforeServing { get; init; }

    /// <summary>Requests that were sent after the read-back of 0 % and that the candidate answered all the same.</summary>
    [JsonIgnore]
    public int StrayAnswers { get; init; }

    /// <summary>What the first failed request got; empty without one.</summary>
    [JsonIgnore]
    public string FirstFailure { get; init; } = "";

    [JsonIgnore]
    public double PeakLatencyMs { get; init; }

    internal static RolloutFigures Of(string release, RolloutSnapshot snapshot, LoadWindow window)
    {
        var candidate = window.Samples.Where(s => s.Release == release).ToList();
        var firstFailure = candidate.Where(s => s.Failed).OrderBy(s => s.Ended).Select(s => (DateTimeOffset?)s.Ended).FirstOrDefault();
        var decided = snapshot.ReturnDecided;
        var last = candidate.Select(s => (DateTimeOffset?)s.Ended).Max();
        return new()
        {
            Service = snapshot.Key.Service,
            Release = release,
            Outcome = snapshot.Outcome is { } outcome ? OutcomeWords.Of(outcome) : "unknown",
            Requests = window.Samples.Length,
            FailedRequests = window.Samples.Count(s => s.Failed),
            CandidateRequests = candidate.Count,
            CandidateFailures = candidate.Count(s => s.Failed),
            RouterRequests = window.RouterRequests,
            DetectedMs = Between(firstFailure, decided),
            TrafficReturnedMs = Between(decided, snapshot.Returned),
            LastCandidateResponseMs = Between(decided, last),
            FailedBeforeServing = window.Samples.OrderBy(s => s.Ended).TakeWhile(s => s.Failed).Count(),
            StrayAnswers = candidate.Count(s => s.Began > snapshot.Returned),
            FirstFailure = window.Samples.Where(s => s.Failed).OrderBy(s => s.Ended).Select(Say).FirstOrDefault(""),
            PeakLatencyMs = window.Samples.Select(s => s.Latency.TotalMilliseconds).DefaultIfEmpty().Max(),
            Reason = snapshot.Outcome?.Reason ?? "",
        };
    }

    private static string Say(Sample failed) =>
        $"{failed.Fault ?? $"status {failed.Status}"} from {(failed.Release.Length > 0 ? failed.Release : "the router")} after {failed.Latency.TotalMilliseconds:0} ms";

    private static double? Between(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } a && to is { } b ? Math.Round((b - a).TotalMilliseconds, 1) : null;
}
