using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Sandbox.Engine.Values;

/// <summary>JSON as Pulumi writes it: HTML characters stay as they are; an indent is four spaces.</summary>
internal static class JsonText
{
    const int Usual = 4096, Largest = 1 << 20;

    // Written once per event and step: a thread writes into the same buffer again and again.
    [ThreadStatic]
    static ArrayBufferWriter<byte>? spare;

    public static string Of(Action<Utf8JsonWriter> write, bool indented) => Written(write, indented, Encoding.UTF8.GetString);

    public static byte[] Bytes(Action<Utf8JsonWriter> write, bool indented) => Written(write, indented, bytes => bytes.ToArray());

    static T Written<T>(Action<Utf8JsonWriter> write, bool indented, Func<ReadOnlySpan<byte>, T> take)
    {
        // A value inside a value may be JSON text of its own, so while the buffer is in use there is none.
        var buffer = spare ?? new(Usual);
        spare = null;
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            IndentSize = 4,
        })) write(json);
        var taken = take(buffer.WrittenSpan);
        if (buffer.Capacity > Largest) return taken;
        buffer.ResetWrittenCount();
        spare = buffer;
        return taken;
    }
}
