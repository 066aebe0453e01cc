using Infra.Cli.Sandbox;
using Infra.Sandbox.World;

namespace Infra.Cli.Demo.Load;

/// <summary>Marks the borders of a rollout so that client and router count the same requests: the load stands still while both are read.</summary>
internal sealed class Fence(LoadClient load, WorldClient world, int port, TimeProvider time)
{
    internal readonly record struct Mark(DateTimeOffset At, int Samples, long RouterRequests);

    internal async Task<Mark> MarkAsync(CancellationToken ct)
    {
        await load.FenceAsync(ct);
        try
        {
            // Others may be at the router too: only what this load sent is counted.
            return new(time.GetUtcNow(), load.Count, new RouterCounters(await world.MetricsAsync(ct), port).Synthetic);
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
