namespace Infra.Orchestrator.Rollouts;

/// <summary>What one side answered: all requests, those that failed (5xx or no answer), those slower than the gate's bound.</summary>
public readonly record struct Counts(long Requests, long Failures, long Slow)
{
    public static Counts operator +(Counts left, Counts right) =>
        new(left.Requests + right.Requests, left.Failures + right.Failures, left.Slow + right.Slow);

    public static Counts operator -(Counts left, Counts right) =>
        new(left.Requests - right.Requests, left.Failures - right.Failures, left.Slow - right.Slow);
}
