namespace Infra.Orchestrator;

/// <summary>A clock that only goes forward, at the pace of time: when somebody sets the machine's, nothing gets longer or shorter, and no fact precedes the one before it.</summary>
/// <param name="notBefore">The last time that was written down; an earlier clock begins there.</param>
internal sealed class SteadyTime(TimeProvider time, DateTimeOffset notBefore) : TimeProvider
{
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _then = time.GetUtcNow() is var now && now > notBefore ? now : notBefore;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _then + time.GetElapsedTime(_start);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
