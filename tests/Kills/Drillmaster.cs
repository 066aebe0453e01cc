using System.Net.Sockets;
using System.Text;
using Infra.Tests.Cli;

namespace Infra.Tests.Kills;

/// <summary>Hears each moment of an <c>infra</c> that waits there, and lets it go on or kills it with SIGKILL.</summary>
sealed class Drillmaster : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public Drillmaster()
    {
        socket.Bind(new UnixDomainSocketEndPoint(Path));
        socket.Listen();
    }

    /// <summary>What INFRA_DRILL is set to.</summary>
    public string Path => System.IO.Path.Combine(folder.Path, "drill");

    /// <param name="dies">Asked at every moment, while the process waits; true kills it there.</param>
    /// <returns>The moment at which it was killed; null when it came to its own end.</returns>
    public async Task<string?> WatchAsync(InfraProcess infra, Func<string, Task<bool>> dies)
    {
        using var gone = new CancellationTokenSource();
        var end = infra.EndAsync();
        _ = end.ContinueWith(_ => gone.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            using var connection = await socket.AcceptAsync(gone.Token);
            using var stream = new NetworkStream(connection);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } moment)
            {
                if (await dies(moment))
                {
                    await infra.KillAsync();
                    await end;
                    return moment;
                }

                await stream.WriteAsync("g"u8.ToArray(), TestContext.Current.CancellationToken);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // It ended before it had anything to say.
        }
        catch (IOException)
        {
            // It ended while it was answered.
        }

        await end;
        return null;
    }

    public void Dispose()
    {
        socket.Dispose();
        folder.Dispose();
    }
}
