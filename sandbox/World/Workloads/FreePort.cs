using System.Net;
using System.Net.Sockets;

namespace Infra.Sandbox.World.Workloads;

/// <summary>Finds ports for tasks, below the range from which the system takes the ports of outgoing connections.</summary>
internal sealed class FreePort(Random random)
{
    const int Tries = 500;

    readonly Lock turn = new();
    readonly Queue<int> recent = [];

    public int Next()
    {
        lock (turn)
        {
            for (var i = 0; i < Tries; i++)
            {
                var port = random.Next(20_000, 32_000);
                // A task binds its port a moment after it was chosen; until then nobody else may get the same.
                if (recent.Contains(port) || !IsFree(port)) continue;
                recent.Enqueue(port);
                if (recent.Count > 200) recent.Dequeue();
                return port;
            }
        }
        throw new WorldException($"No free port between 20000 and 32000 in {Tries} tries.");
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
