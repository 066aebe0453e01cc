using System.Text.Json.Nodes;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Config;

/// <summary>One value of a stack's configuration as its file holds it.</summary>
/// <param name="Text">The text; the ciphertext of a secret; the JSON text of an object, in which <c>{"secure": ciphertext}</c> stands for a secret.</param>
internal sealed record ConfigValue(string Text, bool IsSecret, bool IsObject)
{
    /// <summary>The name that makes an object of one a secret.</summary>
    public const string Secure = "secure";

    /// <summary>The value with its secrets opened: a text, or the JSON text of an object.</summary>
    public string Open(Func<string, string> decrypt) =>
        !IsSecret ? Text : !IsObject ? decrypt(Text) : Written(Map(JsonNode.Parse(Text), secret => JsonValue.Create(decrypt(secret))));

    /// <summary>The value with other ciphertexts.</summary>
    public string Change(Func<string, string> recrypt) =>
        !IsSecret ? Text : !IsObject ? recrypt(Text) : Written(Map(JsonNode.Parse(Text), secret => new JsonObject { [Secure] = recrypt(secret) }));

    public static ConfigValue OfObject(JsonNode node)
    {
        var hasSecret = false;
        Map(node.DeepClone(), secret =>
        {
            hasSecret = true;
            return JsonValue.Create(secret);
        });
        return new ConfigValue(Written(node), hasSecret, IsObject: true);
    }

    /// <summary>The ciphertext, when this node stands for a secret.</summary>
    public static string? Ciphertext(JsonNode? node) =>
        node is JsonObject { Count: 1 } map && map[Secure] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string Written(JsonNode? node) => node is null ? "null" : JsonText.Of(json => node.WriteTo(json), indented: false);

    static JsonNode? Map(JsonNode? node, Func<string, JsonNode?> secret)
    {
        switch (node)
        {
            case JsonObject when Ciphertext(node) is { } ciphertext: return secret(ciphertext);
            case JsonObject map:
                foreach (var name in map.Select(entry => entry.Key).ToList()) Replace(map[name], changed => map[name] = changed);
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++) Replace(list[i], changed => list[i] = changed);
                break;
        }
        return node;

        void Replace(JsonNode? inner, Action<JsonNode?> put)
        {
            if (Map(inner, secret) is var changed && !ReferenceEquals(changed, inner)) put(changed);
        }
    }
}
