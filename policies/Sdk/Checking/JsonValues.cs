using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;

namespace Infra.Policies.Sdk.Checking;

/// <summary>A state's values as the protocol's. A secret that is encrypted there is a secret that nobody knows.</summary>
internal static class JsonValues
{
    public static Struct Object(JsonNode? node) => node is JsonObject ? Of(node).StructValue : new();

    static Value Of(JsonNode? node) => node switch
    {
        JsonObject map when (string?)map[WireValues.SignatureKey] == WireValues.SecretSignature => WireValues.Secret(
            map["plaintext"] is JsonValue plain ? Of(JsonNode.Parse((string)plain!)) : map.ContainsKey("value") ? Of(map["value"]) : Value.ForString(WireValues.Unknown)),
        JsonObject map => Value.ForStruct(new Struct { Fields = { map.ToDictionary(pair => pair.Key, pair => Of(pair.Value)) } }),
        JsonArray list => Value.ForList([.. list.Select(Of)]),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => Value.ForBool((bool)value),
            JsonValueKind.Number => Value.ForNumber((double)value),
            _ => Value.ForString((string)value!),
        },
        _ => Value.ForNull(),
    };
}
