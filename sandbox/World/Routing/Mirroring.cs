using Infra.Sandbox.World.Model;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>Sends copies of requests that have been answered. Nobody waits for one, and where there are too many at once they are dropped.</summary>
internal sealed class Mirroring(Router router, int port)
{
    const int MostAtOnce = 64;

    static readonly TimeSpan limit = TimeSpan.FromSeconds(10);

    int atOnce;

    public void Send(RequestCopy copy, HttpContext context)
    {
        var body = copy.Body;
        foreach (var share in copy.To)
        {
            if ((copy.HasBody && body is null) || !TryBegin()) share.Metrics.CountMirrored(RouteMetrics.Dropped);
            else if (share.Enter(router.Chance) is { } upstream) _ = SendAsync(Request(context, upstream, body), upstream, share.Metrics);
            else
            {
                Interlocked.Decrement(ref atOnce);
                share.Metrics.CountMirrored(RouteMetrics.Dropped);
            }
        }
    }

    bool TryBegin()
    {
        if (Interlocked.Increment(ref atOnce) <= MostAtOnce) return true;
        Interlocked.Decrement(ref atOnce);
        return false;
    }

    HttpRequestMessage Request(HttpContext context, Upstream upstream, byte[]? body)
    {
        var request = OutgoingRequest.Create(context, upstream, port, body is null ? null : new ByteArrayContent(body));
        request.Headers.TryAddWithoutValidation(RequestHeaders.Mirrored, "1");
        return request;
    }

    async Task SendAsync(HttpRequestMessage request, Upstream upstream, RouteMetrics metrics)
    {
        // Not on the time of who was answered.
        await Task.Yield();
        try
        {
            using var patience = new CancellationTokenSource(limit, router.Time);
            using (request)
            {
                using var answer = await upstream.Client.SendAsync(request, patience.Token);
                await answer.Content.CopyToAsync(Stream.Null, patience.Token);
                metrics.CountMirrored((int)answer.StatusCode);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UpstreamClosedException)
        {
            metrics.CountMirrored(RouteMetrics.Broken);
        }
        finally
        {
            upstream.Exit();
            Interlocked.Decrement(ref atOnce);
        }
    }
}
