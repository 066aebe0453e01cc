using System.Collections.Concurrent;

namespace Infra.Sandbox.World.Routing;

/// <summary>Counts of one target group on one listener. Written without locks on every request.</summary>
internal sealed class RouteMetrics(int port, string targetGroup)
{
    /// <summary>No HTTP status: the answer broke after it had begun.</summary>
    public const int Broken = 0;

    /// <summary>The client left before the answer was whole; nobody's fault but visible.</summary>
    public const int ClientGone = 499;

    public static readonly double[] Bounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

    /// <summary>No HTTP status: a copy was not sent, being too long or one too many, or for want of a target.</summary>
    public const int Dropped = -1;

    readonly long[] codes = new long[1000];
    readonly ConcurrentDictionary<int, long> mirrored = [];
    readonly long[] buckets = new long[Bounds.Length + 1];
    long ticks;
    long inFlight;
    long synthetic;

    public int Port => port;
    public string TargetGroup => targetGroup;
    public long InFlight => Volatile.Read(ref inFlight);
    public long Synthetic => Volatile.Read(ref synthetic);
    public double Seconds => TimeSpan.FromTicks(Volatile.Read(ref ticks)).TotalSeconds;

    public void Begin() => Interlocked.Increment(ref inFlight);

    public void End() => Interlocked.Decrement(ref inFlight);

    public void CountSynthetic() => Interlocked.Increment(ref synthetic);

    /// <summary>What became of a copy: the status that nobody heard, or one of the above.</summary>
    public void CountMirrored(int code) => mirrored.AddOrUpdate(code, 1, static (_, count) => count + 1);

    public IEnumerable<(string Code, long Count)> Mirrored() =>
        mirrored.OrderBy(entry => entry.Key).Select(entry => (entry.Key switch { Broken => "error", Dropped => "dropped", var code => code.ToString() }, entry.Value));

    public void Count(int code, TimeSpan duration)
    {
        Interlocked.Increment(ref codes[code is > 0 and < 1000 ? code : Broken]);
        Interlocked.Add(ref ticks, duration.Ticks);
        var seconds = duration.TotalSeconds;
        var bucket = 0;
        while (bucket < Bounds.Length && seconds > Bounds[bucket]) bucket++;
        Interlocked.Increment(ref buckets[bucket]);
    }

    public IEnumerable<(string Code, long Count)> Codes()
    {
        for (var code = 0; code < codes.Length; code++)
            if (Volatile.Read(ref codes[code]) is > 0 and var count)
                yield return (code == Broken ? "error" : code.ToString(), count);
    }

    public long[] Buckets() => [.. buckets.Select((_, i) => Volatile.Read(ref buckets[i]))];
}
