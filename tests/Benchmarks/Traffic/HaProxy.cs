using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;

namespace Infra.Benchmarks.Traffic;

/// <summary>HAProxy before the same targets, whose weights its runtime socket sets and tells.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    readonly Peer peer;
    readonly UnixDomainSocketEndPoint socket;

    HaProxy(Peer peer, string socket) => (this.peer, this.socket) = (peer, new UnixDomainSocketEndPoint(socket));

    public static async Task<HaProxy> StartAsync(DirectoryInfo parent, int port, ImmutableArray<int> targets, CancellationToken ct)
    {
        var home = parent.CreateSubdirectory("haproxy").FullName;
        var (file, socket) = (Path.Combine(home, "haproxy.cfg"), Path.Combine(home, "haproxy.sock"));
        File.WriteAllText(file, $"""
            global
              stats socket {socket} mode 600 level admin
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
              http-reuse safe
            frontend production
              bind 127.0.0.1:{port}
              default_backend sides
            backend sides
              option forwardfor
              server blue 127.0.0.1:{targets[0]} weight 100
              server green 127.0.0.1:{targets[1]} weight 100

            """);
        return new HaProxy(await Peer.StartAsync("haproxy", "haproxy", port, ct, "-db", "-q", "-f", file), socket);
    }

    /// <summary>Weights of 0 to 100.</summary>
    public async Task SetAsync(int blue, int green, CancellationToken ct)
    {
        var answer = await SayAsync($"set weight sides/blue {blue}; set weight sides/green {green}", ct);
        if (answer.Trim().Length > 0) throw new InvalidOperationException($"HAProxy said: {answer}");
    }

    public async Task<bool> HasAsync(int blue, int green, CancellationToken ct)
    {
        var answer = await SayAsync("get weight sides/blue; get weight sides/green", ct);
        return answer.StartsWith($"{blue} (", StringComparison.Ordinal) && answer.Contains($"\n{green} (", StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => peer.DisposeAsync();

    async Task<string> SayAsync(string commands, CancellationToken ct)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(socket, ct);
        await client.SendAsync(Encoding.ASCII.GetBytes(commands + "\n"), ct);
        var (buffer, answer) = (new byte[4096], new StringBuilder());
        while (await client.ReceiveAsync(buffer, ct) is > 0 and var read) answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        return answer.ToString();
    }
}
