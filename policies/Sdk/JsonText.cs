using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk;

/// <summary>JSON text as the protocol's values.</summary>
internal static class JsonText
{
    /// <summary>Null for text that is no JSON.</summary>
    public static Value? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="special">Objects that stand for something else; null for those that are what they are.</param>
    public static Value Read(JsonElement json, Func<JsonElement, Value?>? special = null)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                if (special?.Invoke(json) is { } other) return other;
                var fields = new Struct();
                foreach (var field in json.EnumerateObject()) fields.Fields[field.Name] = Read(field.Value, special);
                return Value.ForStruct(fields);
            case JsonValueKind.Array:
                return Value.ForList([.. json.EnumerateArray().Select(item => Read(item, special))]);
            case JsonValueKind.String:
                return Value.ForString(json.GetString());
            case JsonValueKind.Number:
                return Value.ForNumber(json.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return Value.ForBool(json.GetBoolean());
            default:
                return Value.ForNull();
        }
    }
}
