using System.Runtime.CompilerServices;

namespace Infra.Sandbox.World.Routing;

/// <summary>A connection on which a request is never sent a second time.</summary>
/// <remarks>
/// SocketsHttpHandler repeats a request on a fresh connection when a used one ends before the answer begins. The application may have
/// acted on it by then, so an end after a request was sent is told by an exception that the handler does not take for such a case.
/// </remarks>
internal sealed class SendOnceStream(Stream connection) : Stream
{
    volatile bool awaitsAnswer;

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await connection.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (awaitsAnswer)
        {
            throw new UpstreamClosedException("The target broke the connection after it was sent a request.", e);
        }
        if (read > 0) awaitsAnswer = false;
        else if (buffer.Length > 0 && awaitsAnswer) throw new UpstreamClosedException("The target closed the connection after it was sent a request.");
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        awaitsAnswer = true;
        return connection.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);
    public override void Flush() => connection.Flush();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Dispose();
        base.Dispose(disposing);
    }
}
