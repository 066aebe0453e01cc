using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Infra.Sandbox.World.Routing;

/// <summary>TLS on a port of the router, with HTTP/2 or HTTP/1.1 as the client chooses by ALPN.</summary>
internal static class Tls
{
    static readonly Lazy<IServiceProvider> Services = new(() =>
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        return builder.Services.BuildServiceProvider();
    });

    public static void Use(KestrelServerOptions server, ListenOptions listen, X509Certificate2 certificate)
    {
        // Kestrel's TLS asks a container for its logger and its meters; there is nothing else of ours in it.
        server.ApplicationServices = Services.Value;
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate });
    }
}
