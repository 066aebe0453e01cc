namespace Infra.Sandbox.World.Routing;

/// <summary>When the world was last used: by a control call or a request through the router.</summary>
internal sealed class Activity(TimeProvider time)
{
    long last = time.GetTimestamp();

    public void Touch(long timestamp) => Volatile.Write(ref last, timestamp);

    public void Touch() => Touch(time.GetTimestamp());

    TimeSpan Idle => time.GetElapsedTime(Volatile.Read(ref last));

    /// <summary>Ends once nobody used the world for this long.</summary>
    public async Task IdleForAsync(TimeSpan length, CancellationToken ct)
    {
        for (var left = length - Idle; left > TimeSpan.Zero; left = length - Idle)
            await Task.Delay(left, time, ct);
    }
}
