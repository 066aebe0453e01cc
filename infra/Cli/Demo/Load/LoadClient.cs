using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Cli.Demo.Load;

/// <summary>
/// Sends requests at a steady rate, whether or not answers come (an open loop), over kept connections, and records each one.
/// It can be fenced: nothing new is sent, and what is under way is waited for.
/// </summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Uri _address;
    private readonly int _perSecond;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Sample> _samples = [];
    private readonly Task _loop;
    private int _underWay;
    private bool _fenced;

    internal LoadClient(Uri address, int perSecond, TimeSpan timeout, TimeProvider time)
    {
        (_address, _perSecond, _time) = (address, perSecond, time);
        _http = new(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 128,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        })
        { Timeout = timeout };
        _http.DefaultRequestHeaders.Add(RequestHeaders.Synthetic, "infra-demo");
        _loop = Task.Run(SendAsync);
    }

    /// <summary>All requests that have ended, in the order in which they ended.</summary>
    internal ImmutableArray<Sample> Samples
    {
        get
        {
            lock (_lock)
                return [.. _samples];
        }
    }

    internal int Count
    {
        get
        {
            lock (_lock)
                return _samples.Count;
        }
    }

    /// <summary>Returns when no request is under way; nothing is sent until <see cref="GoOn"/>.</summary>
    internal async Task FenceAsync(CancellationToken ct)
    {
        Volatile.Write(ref _fenced, true);
        while (Volatile.Read(ref _underWay) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(1), _time, ct);
    }

    internal void GoOn() => Volatile.Write(ref _fenced, false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        while (Volatile.Read(ref _underWay) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(1), _time, CancellationToken.None);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(Tick, _time);
        var (since, sent) = (_time.GetTimestamp(), 0L);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (Volatile.Read(ref _fenced))
                {
                    (since, sent) = (_time.GetTimestamp(), 0);
                    continue;
                }

                for (var due = (long)(_time.GetElapsedTime(since).TotalSeconds * _perSecond); sent < due; sent++)
                    Launch();
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    /// <summary>Counts the request as under way before it looks at the fence, so that a fence can't miss it.</summary>
    private void Launch()
    {
        Interlocked.Increment(ref _underWay);
        if (Volatile.Read(ref _fenced))
            Interlocked.Decrement(ref _underWay);
        else
            _ = AskAsync();
    }

    private async Task AskAsync()
    {
        var began = _time.GetUtcNow();
        Sample sample;
        try
        {
            using var response = await _http.GetAsync(_address, HttpCompletionOption.ResponseContentRead, _stop.Token);
            var release = response.Headers.TryGetValues("X-Release", out var values) ? values.First() : "";
            sample = new(began, _time.GetUtcNow(), (int)response.StatusCode, release, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            sample = new(began, _time.GetUtcNow(), 0, "", e.Message);
        }
        catch (OperationCanceledException)
        {
            sample = new(began, _time.GetUtcNow(), 0, "", $"no answer within {_http.Timeout.TotalSeconds:0} s");
        }

        lock (_lock)
        {
            if (!_stop.IsCancellationRequested)
                _samples.Add(sample);
        }

        Interlocked.Decrement(ref _underWay);
    }
}
