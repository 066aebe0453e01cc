using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;

namespace Infra.Policies.Sdk.Checking;

/// <summary>A state's values as the protocol's. A secret that is encrypted there is a secret that nobody knows.</summary>
internal static class StateValues
{
    public static Struct Object(JsonNode? node) => node switch
    {
        null => new(),
        JsonObject => JsonText.Read(node.Deserialize<JsonElement>(), Secret).StructValue,
        _ => throw new FormatException($"{node.GetPath()} is no object."),
    };

    static Value? Secret(JsonElement map) =>
        !map.TryGetProperty(WireValues.SignatureKey, out var signature) || !signature.ValueEquals(WireValues.SecretSignature) ? null
        : WireValues.Secret(
            map.TryGetProperty("plaintext", out var plain) ? JsonText.Parse(plain.GetString()!) ?? throw new FormatException("a secret's plaintext is no JSON.")
            : map.TryGetProperty("value", out var value) ? JsonText.Read(value, Secret)
            : Value.ForString(WireValues.Unknown));
}
