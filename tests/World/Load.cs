using System.Collections.Concurrent;
using System.Diagnostics;

namespace Infra.Tests.World;

/// <summary>Steady concurrent requests, each remembered: when it began and ended, what it got and from whom.</summary>
internal sealed class Load : IAsyncDisposable
{
    public sealed record Request(long Began, long Ended, int Status, string Release);

    readonly ConcurrentQueue<Request> requests = [];
    readonly CancellationTokenSource stop = new();
    readonly Task clients;

    public Load(PrivateWorld world, int clients) =>
        this.clients = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => RunAsync(world))));

    public int Count => requests.Count;

    public Task ReachesAsync(int more)
    {
        var goal = Count + more;
        return Eventually.HoldsAsync(() => Count >= goal, $"{more} more requests");
    }

    /// <summary>Lets every request that began end, and returns all.</summary>
    public async Task<IReadOnlyList<Request>> EndAsync()
    {
        await stop.CancelAsync();
        await clients;
        return [.. requests];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        stop.Dispose();
    }

    async Task RunAsync(PrivateWorld world)
    {
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var (status, release) = (0, "");
            try
            {
                using var answer = await world.Http.GetAsync(world.Address);
                (status, release) = ((int)answer.StatusCode, answer.Headers.TryGetValues("X-Release", out var names) ? names.Single() : "");
            }
            catch (HttpRequestException)
            {
                // Status 0: broken.
            }
            requests.Enqueue(new Request(began, Stopwatch.GetTimestamp(), status, release));
        }
    }
}
