using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.World;

/// <summary>A target that answers byte by byte as a test says, and counts what it was sent.</summary>
internal sealed class RawTarget : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Func<NetworkStream, string, Task> answer;
    readonly Task accepting;
    int requests;

    /// <param name="answer">Gets the connection and the request's head; the connection is closed when it throws or the peer leaves.</param>
    public RawTarget(Func<NetworkStream, string, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public int Requests => Volatile.Read(ref requests);
    public string LastHead { get; private set; } = "";

    public static Task SendAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"))).AsTask();

    /// <summary>Reads on until what has arrived ends so, and returns it.</summary>
    public static async Task<string> ReadToAsync(NetworkStream stream, string end)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) throw new IOException($"The peer left after '{text}'.");
            text.Append((char)one[0]);
        }
        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped while it waited, or between two.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            try
            {
                while (await HeadAsync(stream) is { } head)
                {
                    LastHead = head;
                    Interlocked.Increment(ref requests);
                    await answer(stream, head);
                }
            }
            catch (IOException)
            {
                // The test's answer ends the connection so, or the router did.
            }
        }
    }

    static async Task<string?> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
