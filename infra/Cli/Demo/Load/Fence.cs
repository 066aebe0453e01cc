using Infra.Cli.Sandbox;
using Infra.Sandbox.World;

namespace Infra.Cli.Demo.Load;

/// <summary>Marks the borders of a rollout so that client and router count the same requests: the load stands still while both are read.</summary>
internal sealed class Fence(LoadClient load, WorldClient world, int port, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal readonly record struct Mark(DateTimeOffset At, int Samples, long RouterRequests);

    internal async Task<Mark> MarkAsync(CancellationToken ct)
    {
        await load.FenceAsync(ct);
        try
        {
            var began = time.GetTimestamp();
            while (true)
            {
                var counters = new RouterCounters(await world.MetricsAsync(ct), port);
                // The router counts an answer when its last byte is out, which the client may see first.
                if (counters.InFlight == 0 || time.GetElapsedTime(began) > Patience)
                    return new(time.GetUtcNow(), load.Count, counters.Requests);
                await Task.Delay(TimeSpan.FromMilliseconds(2), time, ct);
            }
        }
        finally
        {
            load.GoOn();
        }
    }

    internal LoadWindow Between(Mark from, Mark to) => new()
    {
        Began = from.At,
        Ended = to.At,
        Samples = load.Samples[from.Samples..to.Samples],
        RouterRequests = to.RouterRequests - from.RouterRequests,
    };
}
