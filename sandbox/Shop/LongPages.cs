using System.Buffers;
using System.Text;

namespace Shop;

/// <summary>Answers and requests that take their time, for watching what a router does to them.</summary>
internal static class LongPages
{
    static readonly byte[] Block = new byte[64 << 10];

    public static void Map(WebApplication app, Release release, TimeProvider time)
    {
        app.MapGet("/slow/{milliseconds:int}", async (int milliseconds, CancellationToken ct) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, ct);
            return $"{release.Service} {release.Name} took {milliseconds} ms\n";
        });
        app.MapGet("/events/{count:int}/{milliseconds:int}", (HttpContext context, int count, int milliseconds) => EventsAsync(context, release, count, TimeSpan.FromMilliseconds(milliseconds), time));
        app.MapGet("/bytes/{count:long}", BytesAsync);
        app.MapPost("/bytes", async (HttpContext context) => $"{await CountAsync(context.Request.Body, context.RequestAborted)}\n");
        app.MapGet("/break", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("not all of it", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            // A reset overtakes what was sent just before it.
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, context.RequestAborted);
            context.Abort();
        });
    }

    static async Task EventsAsync(HttpContext context, Release release, int count, TimeSpan pace, TimeProvider time)
    {
        context.Response.ContentType = "text/event-stream";
        for (var i = 1; i <= count; i++)
        {
            await context.Response.WriteAsync($"id: {i}\ndata: {release.Name}\n\n", Encoding.UTF8, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pace, time, context.RequestAborted);
        }
    }

    static async Task BytesAsync(HttpContext context, long count)
    {
        context.Response.ContentLength = count;
        for (var left = count; left > 0; left -= Block.Length) await context.Response.Body.WriteAsync(Block.AsMemory(0, (int)Math.Min(left, Block.Length)), context.RequestAborted);
    }

    static async Task<long> CountAsync(Stream body, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            var total = 0L;
            while (await body.ReadAsync(buffer, ct) is > 0 and var read) total += read;
            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
