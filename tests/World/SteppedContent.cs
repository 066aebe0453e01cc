using System.Net;

namespace Infra.Tests.World;

/// <summary>A request body of unknown length that a test writes step by step.</summary>
internal sealed class SteppedContent(Func<Stream, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
