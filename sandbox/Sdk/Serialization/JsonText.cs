using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Between values of the wire and JSON text.</summary>
internal static class JsonText
{
    /// <summary>Providers take nested inputs as JSON text: the value, serialised, is an output of a string.</summary>
    public static Output<string> Of(string path, object value)
    {
        return new(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var serializer = new Serializer(keepResources: false, keepSecrets: false);
            var serialized = await serializer.SerializeAsync(path, value);
            var text = serializer.MetUnknown ? "" : JsonFormatter.Default.Format(Ordered(serialized));
            return new(text, !serializer.MetUnknown, serializer.MetSecret, [.. serializer.Dependencies]);
        }
    }

    public static Value ToValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(json.GetBoolean()),
        JsonValueKind.Number => Value.ForNumber(json.GetDouble()),
        JsonValueKind.String => Value.ForString(json.GetString()!),
        JsonValueKind.Array => Value.ForList([.. json.EnumerateArray().Select(ToValue)]),
        JsonValueKind.Object => Value.ForStruct(new Struct { Fields = { json.EnumerateObject().ToDictionary(field => field.Name, field => ToValue(field.Value)) } }),
        JsonValueKind.Null or JsonValueKind.Undefined => Value.ForNull(),
    };

    /// <summary>A map's own order changes from process to process; the text of the same value may not.</summary>
    static Value Ordered(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                var ordered = new Struct();
                foreach (var (name, field) in value.StructValue.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)) ordered.Fields.Add(name, Ordered(field));
                return Value.ForStruct(ordered);
            case Value.KindOneofCase.ListValue:
                return Value.ForList([.. value.ListValue.Values.Select(Ordered)]);
            default:
                return value;
        }
    }
}
