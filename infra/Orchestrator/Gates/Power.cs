namespace Infra.Orchestrator.Gates;

/// <summary>How many candidate requests find a failure share of p1 with the wanted power; computed, for the shares of this rollout.</summary>
internal static class Power
{
    public const long Most = 1_000_000;

    /// <param name="p1">The share to find.</param>
    /// <param name="p0">The stable side's share.</param>
    /// <param name="candidateShare">The candidate's part of the traffic; null where no stable side is there to compare with.</param>
    public static long Requests(double p1, double p0, double? candidateShare)
    {
        var high = Bounds.LeastRequests;
        while (high < Most && !Finds(high, p1, p0, candidateShare))
            high *= 2;
        if (high >= Most)
            return Most;

        var low = high / 2;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Finds(middle, p1, p0, candidateShare))
                high = middle;
            else
                low = middle;
        }

        return Math.Max(high, Bounds.LeastRequests);
    }

    private static bool Finds(long n, double p1, double p0, double? candidateShare) =>
        Binomial.AtLeast(Threshold(n, p0, candidateShare), n, p1) >= Bounds.Power;

    /// <summary>The fewest failures among n that pass the bound, with the stable side failing as it does.</summary>
    private static long Threshold(long n, double p0, double? candidateShare)
    {
        var (low, high) = (Bounds.LeastFailures - 1, n + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Passes(middle, n, p0, candidateShare))
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private static bool Passes(long failures, long n, double p0, double? candidateShare)
    {
        var logs = candidateShare is { } share
            ? EProcess.TwoSample(EProcess.Start, share, failures, Unlucky(p0 * n * (1 - share) / share))
            : EProcess.OneSample(EProcess.Start, p0, n, failures);
        return EProcess.LogEvidence(logs) >= Bounds.LogEnough;
    }

    /// <summary>The stable side's failures vary as well: the power must hold when it has a standard deviation more than it should.</summary>
    private static double Unlucky(double failures) => failures + Math.Sqrt(failures);
}
