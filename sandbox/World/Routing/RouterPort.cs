using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra.Sandbox.World.Model;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Infra.Sandbox.World.Routing;

/// <summary>One port of the router: Kestrel alone, without host, container or middleware in the way of a request.</summary>
internal sealed class RouterPort : IHttpApplication<HttpContext>, IAsyncDisposable
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    readonly Router router;
    readonly int port;
    readonly X509Certificate2? certificate;
    readonly Forwarder forwarder;
    readonly Mirroring mirroring;
    readonly KestrelServer server;

    RouterPort(Router router, int port, X509Certificate2? certificate)
    {
        (this.router, this.port, this.certificate) = (router, port, certificate);
        forwarder = new Forwarder(router.Time, port);
        mirroring = new Mirroring(router, port);
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            AllowResponseHeaderCompression = false,
            RequestHeaderEncodingSelector = _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = _ => Encoding.Latin1,
        };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificate is null) listen.Protocols = HttpProtocols.Http1;
            else Tls.Use(options, listen, certificate);
        });
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    public ListenerProtocol Protocol => certificate is null ? ListenerProtocol.Http : ListenerProtocol.Https;

    /// <param name="certificate">For a port that speaks TLS, which then owns it; null for one that does not.</param>
    public static async Task<RouterPort> OpenAsync(Router router, int port, X509Certificate2? certificate, CancellationToken ct)
    {
        var opened = new RouterPort(router, port, certificate);
        try
        {
            await opened.server.StartAsync(opened, ct);
            return opened;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            opened.server.Dispose();
            certificate?.Dispose();
            throw new WorldException(e is SocketException
                ? $"Port {port} of 127.0.0.1 can't be had ({e.Message}); choose another port for the listener."
                : $"Port {port} of 127.0.0.1 is in use{PortHolder.Describe(port)}; end that, or choose another port for the listener.", e);
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var started = router.Time.GetTimestamp();
        router.Activity.Touch(started);
        if (context.Request.Headers.ContainsKey(RequestHeaders.Synthetic)) router.Table.Find(port)?.Unrouted.CountSynthetic();
        while (true)
        {
            var current = router.Table;
            if (current.Find(port) is not { } table)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }
            var route = table.Find(context.Request);
            if (route.Response is { } response)
            {
                await AnswerAsync(context, table.Unrouted, started, response.StatusCode, response.ContentType, response.Body);
                return;
            }
            if ((route.Recall(context.Request, router.Time) ?? route.Choose(router.Chance)) is not { } share)
            {
                await AnswerAsync(context, table.Unrouted, started, StatusCodes.Status503ServiceUnavailable, "text/plain", "No target group has a share of this route: all weights are 0.\n");
                return;
            }
            if (!share.HasTargets)
            {
                await AnswerAsync(context, share.Metrics, started, share.Unserved.Status, "text/plain", share.Unserved.Why);
                return;
            }
            // A closed door: this table is old, the next one no longer has the target.
            if (share.Enter(router.Chance) is not { } upstream) continue;
            share.Metrics.Begin();
            try
            {
                // Chosen by a table that was replaced before the request was counted in: whoever waits for a side to drain must not miss it.
                if (router.Table != current) continue;
                if (route.Stickiness is { } duration) StickyCookie.Set(context.Response, share.Name, router.Time.GetUtcNow() + duration);
                var copy = route.ChooseMirrors(router.Chance) is { } mirrors ? RequestCopy.Begin(context, mirrors) : null;
                await forwarder.ForwardAsync(context, upstream, share.Metrics, started);
                if (copy is not null) mirroring.Send(copy, context);
            }
            finally
            {
                share.Metrics.End();
                upstream.Exit();
            }
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var farewell = new CancellationTokenSource(Farewell, router.Time);
        await server.StopAsync(farewell.Token);
        server.Dispose();
        certificate?.Dispose();
    }

    // Counted before it is sent: whoever has an answer in hand finds it in the counters.
    Task AnswerAsync(HttpContext context, RouteMetrics metrics, long started, int status, string contentType, string body)
    {
        metrics.Count(status, router.Time.GetElapsedTime(started));
        return Answer.WriteAsync(context, status, contentType, body);
    }
}
