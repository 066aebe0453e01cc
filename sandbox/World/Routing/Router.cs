using System.Collections.Concurrent;

namespace Infra.Sandbox.World.Routing;

/// <summary>The ports and the table they all read.</summary>
internal sealed class Router(TimeProvider time, Chance chance, Activity activity) : IAsyncDisposable
{
    readonly ConcurrentDictionary<int, RouterPort> ports = [];
    RoutingTable table = RoutingTable.Empty;

    public RoutingTable Table => Volatile.Read(ref table);

    public TimeProvider Time => time;
    public Chance Chance => chance;
    public Activity Activity => activity;
    public IEnumerable<int> Ports => ports.Keys;

    /// <summary>In effect for every request that begins after it returns.</summary>
    public void Swap(RoutingTable next) => Interlocked.Exchange(ref table, next);

    /// <exception cref="WorldException">The port is in use.</exception>
    public async Task OpenAsync(int port, CancellationToken ct)
    {
        if (!ports.ContainsKey(port)) ports[port] = await RouterPort.OpenAsync(this, port, ct);
    }

    public async Task CloseAsync(int port)
    {
        if (ports.TryRemove(port, out var open)) await open.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(ports.Keys.Select(CloseAsync));
}
