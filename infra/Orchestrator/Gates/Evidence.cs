using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Gates;

/// <summary>What all windows of a rollout say about one gate. It only grows; the split may change from window to window.</summary>
internal sealed record Evidence(GateSpec Gate)
{
    public ImmutableArray<double> Logs { get; init; } = EProcess.Start;
    public long Requests { get; init; }
    public long Failures { get; init; }
    public int FailingWindows { get; init; }

    /// <summary>Since the last window in which one failed.</summary>
    public long CleanRequests { get; init; }

    /// <summary>Of the stable side, while it was a control: beside the candidate, and before it had traffic.</summary>
    public long StableRequests { get; init; }

    public long StableFailures { get; init; }

    /// <summary>The candidate's part of the traffic in the last window; null where the stable side was no control.</summary>
    public double? CandidateShare { get; init; }

    public double LogEvidence => EProcess.LogEvidence(Logs);

    /// <summary>Without a control: the failure share that is not worse.</summary>
    public double NullShare { get; private init; } = Gate.Objective.Fraction;

    /// <summary>What the stable side showed on average; for the question how many requests are needed.</summary>
    public double StableShare => StableRequests >= Bounds.LeastRecorded ? (double)StableFailures / StableRequests : Gate.Objective.Fraction;

    public Evidence After(Counts candidate, Counts stable)
    {
        var (requests, failures) = (candidate.Requests, Failing(candidate));
        var (control, controlFailures) = (stable.Requests, Failing(stable));
        var isControl = control > 0 && control >= Bounds.LeastControl * (requests + control);
        var next = this with
        {
            Requests = Requests + requests,
            Failures = Failures + failures,
            FailingWindows = FailingWindows + (failures > 0 ? 1 : 0),
            CleanRequests = failures > 0 ? 0 : CleanRequests + requests,
            StableRequests = StableRequests + (isControl ? control : 0),
            StableFailures = StableFailures + (isControl ? controlFailures : 0),
        };
        if (requests == 0)
            return next;
        var share = (double)requests / (requests + control);
        if (isControl)
            return next with { CandidateShare = share, Logs = EProcess.TwoSample(Logs, share, failures, controlFailures) };

        var known = CandidateShare is null && Requests > 0 ? NullShare : Recorded();
        return next with { CandidateShare = null, NullShare = known, Logs = EProcess.OneSample(Logs, known, requests, failures) };
    }

    /// <summary>What the stable side showed at most, or the objective where it showed too little.</summary>
    private double Recorded() => StableRequests >= Bounds.LeastRecorded
        ? Binomial.UpperShare(StableFailures, StableRequests, doubt: 0.01)
        : Gate.Objective.Fraction;

    private long Failing(Counts counts) => Gate switch
    {
        GateSpec.Errors => counts.Failures,
        GateSpec.Slow => counts.Slow,
        _ => throw new System.Diagnostics.UnreachableException(Gate.GetType().Name),
    };
}
