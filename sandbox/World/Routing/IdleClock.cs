using System.Collections.Concurrent;

namespace Infra.Sandbox.World.Routing;

/// <summary>Cancels when nothing moved for 60 s or the client left. Rented, because one per request would be its dearest allocation.</summary>
internal sealed class IdleClock(TimeProvider time, ConcurrentBag<IdleClock> pool) : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly CancellationTokenSource source = new(Timeout.InfiniteTimeSpan, time);
    CancellationTokenRegistration client;

    public CancellationToken Token => source.Token;

    public static IdleClock Rent(TimeProvider time, ConcurrentBag<IdleClock> pool, CancellationToken clientGone)
    {
        var clock = pool.TryTake(out var used) ? used : new IdleClock(time, pool);
        clock.client = clientGone.UnsafeRegister(static state => (state as IdleClock)?.source.Cancel(), clock);
        clock.Restart();
        return clock;
    }

    public void Restart() => source.CancelAfter(Limit);

    public void Dispose()
    {
        client.Dispose();
        client = default;
        if (source.TryReset()) pool.Add(this);
        else source.Dispose();
    }
}
