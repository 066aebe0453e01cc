using System.Buffers;
using System.Net;

namespace Infra.Sandbox.World.Routing;

/// <summary>A request body on its way through: sent on as it arrives.</summary>
internal sealed class StreamedContent(Stream body, long? length, IdleClock clock) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The head first: a target may answer before there is any body, and a client may wait for that.
        await stream.FlushAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await stream.FlushAsync(cancellationToken);
                clock.Restart();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
