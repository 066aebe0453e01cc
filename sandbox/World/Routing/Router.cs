using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Routing;

/// <summary>The ports and the table they all read.</summary>
/// <param name="certificate">What an HTTPS port shows; asked for when one opens.</param>
internal sealed class Router(TimeProvider time, Chance chance, Activity activity, Func<X509Certificate2> certificate) : IAsyncDisposable
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

    /// <summary>Leaves a port alone that is open with this protocol; one with the other protocol is closed first.</summary>
    /// <exception cref="WorldException">The port is in use.</exception>
    public async Task OpenAsync(int port, ListenerProtocol protocol, CancellationToken ct)
    {
        if (ports.TryGetValue(port, out var open))
        {
            if (open.Protocol == protocol) return;
            await CloseAsync(port);
        }
        ports[port] = await RouterPort.OpenAsync(this, port, protocol == ListenerProtocol.Https ? certificate() : null, ct);
    }

    public async Task CloseAsync(int port)
    {
        if (ports.TryRemove(port, out var open)) await open.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(ports.Keys.Select(CloseAsync));
}
