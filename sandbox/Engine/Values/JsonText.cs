using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Sandbox.Engine.Values;

/// <summary>JSON as Pulumi writes it: HTML characters stay as they are; an indent is four spaces.</summary>
internal static class JsonText
{
    public static string Of(Action<Utf8JsonWriter> write, bool indented) => Encoding.UTF8.GetString(Bytes(write, indented));

    public static byte[] Bytes(Action<Utf8JsonWriter> write, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            IndentSize = 4,
        })) write(json);
        return buffer.ToArray();
    }
}
