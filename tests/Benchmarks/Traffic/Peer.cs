using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infra.Benchmarks.Traffic;

/// <summary>Somebody else's program that runs beside ours: nginx, HAProxy.</summary>
internal sealed class Peer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Process process;

    Peer(Process process) => this.process = process;

    /// <summary>Returns when something listens on the port.</summary>
    public static async Task<Peer> StartAsync(string program, string package, int port, CancellationToken ct, params string[] args)
    {
        var peer = new Peer(Process.Start(Find(program, package), args));
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, bound.Token);
                return peer;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, bound.Token);
            }
        }
    }

    public static string Find(string program, string package) =>
        ((string[])["/usr/sbin", "/usr/bin", "/usr/local/bin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is not installed: apt-get install {package}");

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
