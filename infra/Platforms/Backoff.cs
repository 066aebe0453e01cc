namespace Infra.Platforms;

/// <summary>How often, and after how long, a busy server is asked again: less than five seconds in all, as users may be waiting.</summary>
internal sealed class Backoff(TimeProvider time, Random chance)
{
    internal const int Attempts = 6;

    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(2);

    /// <param name="asked">What the server asked for, if it did.</param>
    internal Task WaitAsync(int attempt, TimeSpan? asked, CancellationToken ct)
    {
        // Half of it is chance, so that those who were refused together don't come back together.
        var own = _first * Math.Pow(2, attempt - 1) * (0.5 + chance.NextDouble() / 2);
        var wait = asked > own ? asked.Value : own;
        return Task.Delay(wait < _longest ? wait : _longest, time, ct);
    }
}
