namespace Infra.Tests.Support;

/// <summary>Time that passes whenever somebody waits for it, and when a test says so. What was waited is in <see cref="Waited"/>.</summary>
sealed class HurriedTime : TimeProvider
{
    readonly Lock turn = new();
    DateTimeOffset now = Some.Noon;

    public TimeSpan Waited { get; private set; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (turn) return now;
    }

    public void Advance(TimeSpan by)
    {
        lock (turn) now += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return new Nothing();
        lock (turn) (now, Waited) = (now + dueTime, Waited + dueTime);
        // Whoever waits has to have the timer in hand before it fires.
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Nothing();
    }

    sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
