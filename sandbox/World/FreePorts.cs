using System.Net;
using System.Net.Sockets;

namespace Infra.Sandbox.World;

/// <summary>Finds ports of 127.0.0.1 that nobody has, below the range from which the system takes those of outgoing connections.</summary>
public sealed class FreePorts
{
    const int Tries = 500;

    readonly Lock turn = new();
    readonly Queue<int> recent = [];
    readonly Random random;
    readonly int from, until;

    FreePorts(Random random, int from, int until) => (this.random, this.from, this.until) = (random, from, until);

    public static FreePorts ForListeners(Random random) => new(random, 10_000, 20_000);

    internal static FreePorts ForTasks(Random random) => new(random, 20_000, 32_000);

    public int Next()
    {
        lock (turn)
        {
            for (var i = 0; i < Tries; i++)
            {
                var port = random.Next(from, until);
                // Who asked binds its port a moment later; until then nobody else may get the same.
                if (recent.Contains(port) || !IsFree(port)) continue;
                recent.Enqueue(port);
                if (recent.Count > 200) recent.Dequeue();
                return port;
            }
        }
        throw new WorldException($"No free port between {from} and {until} in {Tries} tries.");
    }

    static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
