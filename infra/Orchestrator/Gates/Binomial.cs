namespace Infra.Orchestrator.Gates;

internal static class Binomial
{
    /// <summary>P(X ≥ least) of n tries that each succeed with probability p.</summary>
    public static double AtLeast(long least, long n, double p)
    {
        if (least <= 0) return 1;
        if (least > n || p <= 0) return 0;
        if (p >= 1) return 1;

        // Sums P(X < least) from the term for 0 on; each follows from the one before.
        var (log, odds, below) = (n * Math.Log(1 - p), Math.Log(p) - Math.Log(1 - p), 0.0);
        for (long k = 0; k < least; k++)
        {
            below += Math.Exp(log);
            log += Math.Log((double)(n - k) / (k + 1)) + odds;
        }

        return Math.Max(0, 1 - below);
    }

    /// <summary>The largest share under which as few as these successes are still seen with probability <paramref name="doubt"/>.</summary>
    public static double UpperShare(long successes, long n, double doubt)
    {
        if (successes >= n) return 1;
        var (low, high) = ((double)successes / n, 1.0);
        for (var i = 0; i < 25; i++) // to the eighth digit
        {
            var middle = (low + high) / 2;
            if (1 - AtLeast(successes + 1, n, middle) > doubt)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
