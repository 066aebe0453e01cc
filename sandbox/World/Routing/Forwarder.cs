using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>Carries one request to one target and its answer back, streaming both ways. Never tries twice.</summary>
/// <remarks>Our own because Yarp.ReverseProxy does not restore where this project is built.</remarks>
internal sealed class Forwarder(TimeProvider time, int port)
{
    const int FlushAt = 32 << 10;

    readonly ConcurrentBag<IdleClock> clocks = [];

    public async Task ForwardAsync(HttpContext context, Upstream upstream, RouteMetrics metrics, long started)
    {
        var clientGone = context.RequestAborted;
        using var clock = IdleClock.Rent(time, clocks, clientGone);
        HttpResponseMessage answer;
        try
        {
            using var request = OutgoingRequest.Create(context, upstream, port, clock);
            answer = await upstream.Client.SendAsync(request, clock.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UpstreamClosedException)
        {
            // A body that the client got wrong is not the target's failure.
            var malformed = e as BadHttpRequestException ?? e.InnerException as BadHttpRequestException;
            var code = malformed?.StatusCode is { } wrong ? wrong
                : clientGone.IsCancellationRequested ? RouteMetrics.ClientGone
                : e is OperationCanceledException ? StatusCodes.Status504GatewayTimeout
                : StatusCodes.Status502BadGateway;
            metrics.Count(code, time.GetElapsedTime(started));
            if (code == RouteMetrics.ClientGone) return;
            await Answer.WriteAsync(context, code, "text/plain", code switch
            {
                StatusCodes.Status504GatewayTimeout => "The target did not answer in time.\n",
                StatusCodes.Status502BadGateway => "The target broke the connection or did not accept it.\n",
                _ => "The request's body can't be read.\n",
            });
            return;
        }
        using (answer)
        {
            var isCounted = false;
            try
            {
                ReturnedHeaders.Copy(answer, context.Response);
                await (TrailedBody.Is(answer, context.Request) ? TrailedBody.CopyAsync(answer, context.Response, clock) : CopyBodyAsync(answer, context.Response, clock));
                ReturnedHeaders.CopyTrailers(answer, context.Response);
                // Before the last bytes are flushed: a client that has its answer finds it counted.
                metrics.Count((int)answer.StatusCode, time.GetElapsedTime(started));
                isCounted = true;
                // At the end Kestrel sends on by itself what it cut into chunks, but not what was given to it since the last flush of a body with a length.
                if (answer.Content.Headers.ContentLength > 0) await context.Response.BodyWriter.FlushAsync(clock.Token);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UpstreamClosedException)
            {
                if (!isCounted) metrics.Count(clientGone.IsCancellationRequested ? RouteMetrics.ClientGone : RouteMetrics.Broken, time.GetElapsedTime(started));
                // The head is out; only a broken connection can still tell the client that the rest is missing.
                context.Abort();
            }
        }
    }

    static async Task CopyBodyAsync(HttpResponseMessage answer, HttpResponse response, IdleClock clock)
    {
        var length = answer.Content.Headers.ContentLength;
        await using var body = await answer.Content.ReadAsStreamAsync(clock.Token);
        await response.StartAsync(clock.Token);
        var writer = response.BodyWriter;
        var (total, unsent) = (0L, 0);
        while (total != length)
        {
            // An empty read waits until there is something: only then is what we hold worth sending on by itself.
            var arrival = body.ReadAsync(Memory<byte>.Empty, clock.Token);
            if (!arrival.IsCompletedSuccessfully || unsent >= FlushAt)
            {
                await writer.FlushAsync(clock.Token);
                unsent = 0;
            }
            await arrival;
            var read = await body.ReadAsync(writer.GetMemory(4096), clock.Token);
            if (read == 0) break;
            writer.Advance(read);
            (total, unsent) = (total + read, unsent + read);
            clock.Restart();
        }
    }
}
