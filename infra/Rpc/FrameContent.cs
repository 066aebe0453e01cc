using System.Net;
using Google.Protobuf;

namespace Infra.Rpc;

/// <summary>Messages as the body of a request that goes on for as long as they come.</summary>
internal sealed class FrameContent<T>(IAsyncEnumerable<T> messages) : HttpContent where T : IMessage<T>
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server sees the call before the first message.
        await stream.FlushAsync(cancellationToken);
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            await stream.WriteAsync(Frame.Write(message), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
