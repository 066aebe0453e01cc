using System.Net;
using System.Net.Sockets;
using Infra.Catalog;

namespace Infra.Cli.Demo;

internal static class FreePorts
{
    /// <summary>Two ports of 127.0.0.1 that nobody listens on now.</summary>
    internal static ListenPorts Pick()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return new(((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
