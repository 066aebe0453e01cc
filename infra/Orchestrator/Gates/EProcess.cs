using System.Collections.Immutable;

namespace Infra.Orchestrator.Gates;

/// <summary>
/// Evidence that may be looked at after every request: the mean of likelihood ratios, each for one way of being worse.
/// While nothing is worse it passes 1/alpha with a probability of at most alpha, however often one looks (Ville).
/// </summary>
internal static class EProcess
{
    /// <summary>How many times worse a side may be: each is one alternative, all weigh the same.</summary>
    public static ImmutableArray<double> Ratios { get; } = [1.5, 2, 3, 5, 8, 15, 30, 60];

    /// <summary>A rate up to this many times the other side's is not worse.</summary>
    public const double Tolerance = 1.1;

    public static ImmutableArray<double> Start { get; } = [.. Ratios.Select(_ => 0.0)];

    /// <summary>One window in which both sides had traffic. Given all failures, the candidate's part of them follows its part of the requests.</summary>
    public static ImmutableArray<double> TwoSample(ImmutableArray<double> logs, double candidateShare, double candidateFailures, double stableFailures, double tolerance = Tolerance)
    {
        if (candidateFailures + stableFailures == 0)
            return logs;
        var fair = Odds(tolerance, candidateShare);
        return Add(logs, ratio =>
        {
            var worse = Odds(ratio, candidateShare);
            return candidateFailures * Math.Log(worse / fair) + stableFailures * Math.Log((1 - worse) / (1 - fair));
        });
    }

    /// <summary>One window in which only the candidate had traffic, against a failure share that is known.</summary>
    public static ImmutableArray<double> OneSample(ImmutableArray<double> logs, double nullShare, long requests, double failures, double tolerance = Tolerance)
    {
        if (requests == 0)
            return logs;
        var fair = Math.Min(tolerance * nullShare, 0.999);
        return Add(logs, ratio =>
        {
            // A share can't grow past 1: a ratio that would take it there stands for half the way to it.
            var worse = Math.Clamp(ratio * nullShare, fair, (1 + fair) / 2);
            return failures * Math.Log(worse / fair) + (requests - failures) * Math.Log((1 - worse) / (1 - fair));
        });
    }

    /// <summary>Log of the evidence: how many times better "worse" explains the counts than "not worse".</summary>
    public static double LogEvidence(ImmutableArray<double> logs)
    {
        var largest = logs.Max();
        return largest + Math.Log(logs.Average(log => Math.Exp(log - largest)));
    }

    private static double Odds(double ratio, double share) => ratio * share / (ratio * share + 1 - share);

    private static ImmutableArray<double> Add(ImmutableArray<double> logs, Func<double, double> step) =>
        [.. logs.Select((log, i) => log + step(Ratios[i]))];
}
