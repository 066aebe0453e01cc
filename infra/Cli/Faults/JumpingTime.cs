using System.Collections.Immutable;
using Infra.Sandbox.World.Faults;

namespace Infra.Cli.Faults;

/// <summary>A clock that somebody sets while we look at it. What waits, waits as long as before: only the time of day jumps.</summary>
internal sealed class JumpingTime(TimeProvider time, ImmutableArray<Fault.OnClock> jumps) : TimeProvider
{
    private readonly long _start = time.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;
    public override long TimestampFrequency => time.TimestampFrequency;

    internal static TimeProvider Of(TimeProvider time, FaultBook book) =>
        book.Read().OfType<Fault.OnClock>().ToImmutableArray() is { IsEmpty: false } jumps ? new JumpingTime(time, jumps) : time;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        var age = time.GetElapsedTime(_start);
        return jumps.Where(jump => age >= jump.After).Aggregate(time.GetUtcNow(), (now, jump) => now + jump.By);
    }
}
