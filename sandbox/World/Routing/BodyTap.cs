namespace Infra.Sandbox.World.Routing;

/// <summary>Keeps what is read of a body as it passes by, up to a bound: a copy must not cost more memory than that.</summary>
internal sealed class BodyTap(Stream body) : Stream
{
    public const int MostKept = 64 << 10;

    MemoryStream? kept = new();
    bool hasEnded;

    public byte[]? Whole => hasEnded ? kept?.ToArray() : null;

    public override bool CanRead => true;
    public override bool CanWrite => false;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        if (read == 0 && buffer.Length > 0) hasEnded = true;
        else if (kept?.Length + read > MostKept) kept = null;
        else kept?.Write(buffer.Span[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
