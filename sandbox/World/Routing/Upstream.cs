using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Sandbox.World.Routing;

/// <summary>A target as the router knows it: a door that counts who is inside and can be closed.</summary>
internal sealed class Upstream(int port) : IDisposable
{
    readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int inFlight;
    int closed;

    public string Origin { get; } = $"http://127.0.0.1:{port}";

    public int InFlight => Volatile.Read(ref inFlight);

    public HttpMessageInvoker Client { get; } = new(new SocketsHttpHandler
    {
        ConnectCallback = ConnectAsync,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // Shorter than any usual server's keep-alive time, so that we let go of an idle connection before it does.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        // Bytes as they come: Latin-1 is the one encoding that changes none.
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });

    /// <summary>False when the door is closed: choose another target, from a newer table.</summary>
    public bool TryEnter()
    {
        // Counting first and looking second, with CloseAsync doing the reverse, leaves no gap: one of the two sees the other.
        Interlocked.Increment(ref inFlight);
        if (Volatile.Read(ref closed) == 0) return true;
        Exit();
        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref inFlight) == 0 && Volatile.Read(ref closed) == 1) empty.TrySetResult();
    }

    /// <summary>Lets nobody in any more; completes when the last one has left.</summary>
    public Task CloseAsync()
    {
        Interlocked.Exchange(ref closed, 1);
        if (Interlocked.CompareExchange(ref inFlight, 0, 0) == 0) empty.TrySetResult();
        return empty.Task;
    }

    public void Dispose() => Client.Dispose();

    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new SendOnceStream(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
