namespace Infra.Orchestrator.Gates;

/// <summary>The figures that every judge shares.</summary>
internal static class Bounds
{
    /// <summary>How often a candidate that is not worse may be called bad, over a whole rollout and however often one looks.</summary>
    public const double Alpha = 0.01;

    /// <summary>How surely a failure share of p1 is found before "good" is said.</summary>
    public const double Power = 0.95;

    public const long LeastRequests = 20;
    public const long LeastFailures = 3;

    /// <summary>One burst of linked failures falls into one window: it takes two to be bad.</summary>
    public const int LeastFailingWindows = 2;

    /// <summary>Below this part of the traffic the stable side is no control any more.</summary>
    public const double LeastControl = 0.05;

    /// <summary>Fewer stable requests than these say too little about its failure share: the objective stands in.</summary>
    public const long LeastRecorded = 100;

    public static readonly double LogEnough = -Math.Log(Alpha);
}
