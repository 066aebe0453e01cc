namespace Infra.Tests.Support;

/// <summary>Time that moves only when a test says so; due timers fire in order, on the thread that moves it.</summary>
sealed class ManualTime : TimeProvider
{
    readonly PriorityQueue<Timer, DateTimeOffset> due = new();
    DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = now + by;
        while (AdvanceToNext(end))
        {
        }

        now = end;
    }

    /// <returns>False when nobody waits for anything.</returns>
    public bool AdvanceToNext() => AdvanceToNext(DateTimeOffset.MaxValue);

    bool AdvanceToNext(DateTimeOffset atMost)
    {
        while (due.TryPeek(out var timer, out var at) && at <= atMost)
        {
            due.Dequeue();
            if (timer.Due != at)
                continue; // changed or disposed since
            now = at > now ? at : now;
            timer.Fire();
            return true;
        }

        return false;
    }

    sealed class Timer(ManualTime time, Action callback) : ITimer
    {
        TimeSpan period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            Schedule(dueTime);
            return true;
        }

        public void Fire()
        {
            Schedule(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            callback();
        }

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Schedule(TimeSpan inTime)
        {
            Due = inTime == Timeout.InfiniteTimeSpan ? null : time.now + inTime;
            if (Due is { } at)
                time.due.Enqueue(this, at);
        }
    }
}
