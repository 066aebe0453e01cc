using System.Diagnostics;

namespace Infra.Benchmarks.Traffic;

/// <summary>A load of wrk's, and beside it a few clients that remember when green last answered.</summary>
internal sealed class Users : IAsyncDisposable
{
    const int Watchers = 2;

    readonly Process load;
    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    readonly CancellationTokenSource stop = new();
    readonly Task all;
    long lastGreenBegan, lastGreenEnded, answers, failures;

    public Users(int port)
    {
        var address = new Uri($"http://127.0.0.1:{port}/");
        load = Process.Start(new ProcessStartInfo(Peer.Find("wrk", "wrk"), ["-t1", "-c16", "-d600s", address.ToString()]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("wrk did not start.");
        all = Task.WhenAll(Enumerable.Range(0, Watchers).Select(_ => Task.Run(() => AskAsync(address))));
    }

    /// <summary>Timestamps: the latest begin, and the latest end, of a request that green answered.</summary>
    public (long Began, long Ended) LastGreen => (Volatile.Read(ref lastGreenBegan), Volatile.Read(ref lastGreenEnded));
    public long Answers => Volatile.Read(ref answers);
    public long Failures => Volatile.Read(ref failures);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await all;
        load.Kill();
        await load.WaitForExitAsync();
        load.Dispose();
        http.Dispose();
        stop.Dispose();
    }

    async Task AskAsync(Uri address)
    {
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await http.GetAsync(address);
                Interlocked.Increment(ref answers);
                if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref failures);
                if (answer.Headers.GetValues("X-Release").First() != "green") continue;
                Latest(ref lastGreenBegan, began);
                Latest(ref lastGreenEnded, Stopwatch.GetTimestamp());
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref failures);
            }
        }
    }

    static void Latest(ref long place, long moment)
    {
        for (var seen = Volatile.Read(ref place); seen < moment;)
        {
            var before = Interlocked.CompareExchange(ref place, moment, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
