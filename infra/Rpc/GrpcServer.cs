using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Infra.Rpc;

/// <summary>A gRPC server on a free port of 127.0.0.1: HTTP/2 without TLS, unary calls.</summary>
/// <remarks>Ours because no complete gRPC package restores where this project is built.</remarks>
public sealed class GrpcServer : IAsyncDisposable
{
    readonly WebApplication app;

    GrpcServer(WebApplication app) => this.app = app;

    /// <summary><c>127.0.0.1:port</c>, as the protocol passes addresses around.</summary>
    public string Address { get; private set; } = "";

    public int Port { get; private set; }

    public static async Task<GrpcServer> StartAsync(GrpcServices services, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 16 << 20;
            kestrel.Limits.Http2.InitialStreamWindowSize = 4 << 20;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        app.Run(context => AnswerAsync(services, context));
        await app.StartAsync(ct);
        var port = new Uri(app.Urls.First()).Port;
        return new GrpcServer(app) { Port = port, Address = $"127.0.0.1:{port}" };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static async Task AnswerAsync(GrpcServices services, HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        var (status, message) = (StatusCode.Ok, "");
        try
        {
            var handle = services.Find(context.Request.Path)
                ?? throw new RpcException(StatusCode.Unimplemented, $"unknown method {context.Request.Path}");
            using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var answer = await handle(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
            var frame = Frame.Write(answer);
            context.Response.ContentLength = frame.Length;
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        }
        catch (RpcException e)
        {
            (status, message) = (e.Status, e.Message);
        }
        catch (OperationCanceledException)
        {
            (status, message) = (StatusCode.Cancelled, "The call was cancelled.");
        }
        catch (Exception e)
        {
            // The border of the process: whatever a handler throws must reach the caller as a status.
            (status, message) = (StatusCode.Unknown, e.Message);
        }
        if (context.RequestAborted.IsCancellationRequested) return;
        context.Response.AppendTrailer("grpc-status", ((int)status).ToString());
        if (message.Length > 0) context.Response.AppendTrailer("grpc-message", Escaped(message));
    }

    // As gRPC has it: clients need not undo more, and the one of Node.js does not.
    static string Escaped(string message) =>
        string.Concat(System.Text.Encoding.UTF8.GetBytes(message).Select(one => one is >= 0x20 and <= 0x7e and not (byte)'%' ? $"{(char)one}" : $"%{one:X2}"));
}
