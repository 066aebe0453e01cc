using Infra.Sandbox.World.Routing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Infra.Sandbox.World.Control;

/// <summary>The control API on its Unix socket; whoever can enter the folder may use it.</summary>
internal sealed class ControlServer(ControlApi api, Activity activity) : IHttpApplication<HttpContext>, IAsyncDisposable
{
    KestrelServer? server;

    public static async Task<ControlServer> StartAsync(string socket, ControlApi api, Activity activity)
    {
        var control = new ControlServer(api, activity);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.ListenUnixSocket(socket);
        control.server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        await control.server.StartAsync(control, CancellationToken.None);
        return control;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        activity.Touch();
        await api.AnswerAsync(context);
        activity.Touch();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        using var farewell = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await server.StopAsync(farewell.Token);
        server.Dispose();
    }
}
