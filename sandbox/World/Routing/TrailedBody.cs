using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>A body whose target announced trailers. Kestrel sends none over HTTP/1.1, so here the chunks are written by hand.</summary>
internal static class TrailedBody
{
    public static bool Is(HttpResponseMessage answer, HttpRequest request) =>
        answer.Headers.NonValidated.Contains("Trailer") && HttpProtocol.IsHttp11(request.Protocol) && !HttpMethods.IsHead(request.Method);

    public static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response, IdleClock clock)
    {
        // With this header set by us, Kestrel takes the bytes as they are.
        response.Headers.TransferEncoding = "chunked";
        await response.StartAsync(clock.Token);
        await response.Body.FlushAsync(clock.Token);
        await using var body = await answer.Content.ReadAsStreamAsync(clock.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        try
        {
            while (await body.ReadAsync(buffer, clock.Token) is > 0 and var read)
            {
                clock.Restart();
                await WriteAsync(response, read.ToString("x", CultureInfo.InvariantCulture) + "\r\n", clock);
                await response.Body.WriteAsync(buffer.AsMemory(0, read), clock.Token);
                await WriteAsync(response, "\r\n", clock);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        var trailers = from trailer in answer.TrailingHeaders.NonValidated from value in trailer.Value select $"{trailer.Key}: {value}\r\n";
        await WriteAsync(response, $"0\r\n{string.Concat(trailers)}\r\n", clock);
    }

    static Task WriteAsync(HttpResponse response, string text, IdleClock clock) => response.Body.WriteAsync(Encoding.Latin1.GetBytes(text), clock.Token).AsTask();
}
