using System.Collections.Concurrent;
using System.Diagnostics;

namespace Infra.Tests.Kills;

/// <summary>Independent clients that ask without a break, whatever happens to anybody else, and remember what they got.</summary>
sealed class Users : IAsyncDisposable
{
    static readonly TimeSpan between = TimeSpan.FromMilliseconds(8);

    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(15) };
    readonly CancellationTokenSource stop = new();
    readonly ConcurrentQueue<string> failures = [];
    readonly Uri address;
    readonly Task asking;
    long answered;

    public Users(int port)
    {
        address = new($"http://127.0.0.1:{port}/");
        asking = Task.WhenAll(AskAsync(keepsAlive: true), AskAsync(keepsAlive: false));
    }

    public long Answered => Interlocked.Read(ref answered);

    public int Failed => failures.Count;

    public IEnumerable<string> Failures => failures.Take(20);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await asking;
        http.Dispose();
        stop.Dispose();
    }

    async Task AskAsync(bool keepsAlive)
    {
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            if (await OnceAsync(keepsAlive) is { } wrong)
                failures.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms: {wrong}");
            else
                Interlocked.Increment(ref answered);
            await Task.Delay(between, TimeProvider.System, CancellationToken.None);
        }
    }

    async Task<string?> OnceAsync(bool keepsAlive)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.ConnectionClose = !keepsAlive;
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} from {(answer.Headers.TryGetValues("X-Release", out var names) ? names.First() : "the router")}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return e.Message;
        }
    }
}
