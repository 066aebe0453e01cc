using System.Buffers.Binary;
using Google.Protobuf;

namespace Infra.Rpc;

/// <summary>gRPC's length-prefixed message: one byte "compressed", four bytes length (big-endian), the message.</summary>
internal static class Frame
{
    const int PrefixLength = 5;

    public static byte[] Write(IMessage message)
    {
        var size = message.CalculateSize();
        var frame = new byte[PrefixLength + size];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)size);
        message.WriteTo(frame.AsSpan(PrefixLength));
        return frame;
    }

    public static T Read<T>(ReadOnlySpan<byte> frame, MessageParser<T> parser) where T : IMessage<T>
    {
        if (frame.Length < PrefixLength) throw new RpcException(StatusCode.Internal, $"The message is cut: {frame.Length} bytes, its prefix alone has {PrefixLength}.");
        if (frame[0] != 0) throw new RpcException(StatusCode.Unimplemented, "Compressed messages are not understood here; send it uncompressed.");
        var size = BinaryPrimitives.ReadUInt32BigEndian(frame[1..]);
        if (size != frame.Length - PrefixLength) throw new RpcException(StatusCode.Internal, $"The message is cut: its prefix says {size} bytes, {frame.Length - PrefixLength} came.");
        try
        {
            return parser.ParseFrom(frame[PrefixLength..]);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(StatusCode.Internal, $"The message is not a {typeof(T).Name}: {e.Message}", e);
        }
    }
}
