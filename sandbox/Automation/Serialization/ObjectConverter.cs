using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>Reads values whose type nobody declared, as the official SDK does; to it, a text that is an ISO date is a date.</summary>
internal sealed class ObjectConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.Number: return reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble();
            case JsonTokenType.String: return reader.TryGetDateTime(out var date) ? (object)date : reader.GetString();
            case JsonTokenType.StartArray: return JsonSerializer.Deserialize<object[]>(ref reader, options);
            case JsonTokenType.StartObject: return JsonSerializer.Deserialize<Dictionary<string, object>>(ref reader, options);
            default: throw new JsonException($"Unexpected {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
