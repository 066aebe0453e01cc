using System.Collections.Immutable;
using System.Text.Json;
using Infra.Rpc;

namespace Infra.Sandbox.Engine.Values;

/// <summary>Writes the inside of a secret: encrypted, masked or plain. The path says where it stands.</summary>
internal delegate void SecretWriter(Utf8JsonWriter json, PropertyValue inner, string path);

/// <summary>Reads the object of a secret back; given its ciphertext or its plaintext and where it stands.</summary>
internal delegate PropertyValue SecretReader(JsonElement signed, string path);

/// <summary>Values as state, events and command output write them.</summary>
internal static class JsonCodec
{
    /// <summary>Events and shown states never say a secret.</summary>
    public static readonly SecretWriter Masked = (json, _, _) => Signed(json, WireValues.SecretSignature, () => json.WriteString("ciphertext", "[secret]"));

    /// <summary>For a user who asked for it: <c>plaintext</c> holds the JSON text of the value.</summary>
    public static readonly SecretWriter Shown = (json, inner, _) => Signed(json, WireValues.SecretSignature, () => json.WriteString("plaintext", Text(inner)));

    public static void Write(Utf8JsonWriter json, PropertyMap properties, SecretWriter secret, string path = "")
    {
        json.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            Write(json, value, secret, $"{path}/{name}");
        }
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, PropertyValue value, SecretWriter secret, string path)
    {
        switch (value)
        {
            case PropertyValue.Null: json.WriteNullValue(); break;
            case PropertyValue.Bool it: json.WriteBooleanValue(it.Value); break;
            case PropertyValue.Number it: json.WriteNumberValue(it.Value); break;
            case PropertyValue.Text it: json.WriteStringValue(it.Value); break;
            case PropertyValue.Unknown: json.WriteStringValue(WireValues.Unknown); break;
            case PropertyValue.Secret it: secret(json, it.Inner, path); break;
            case PropertyValue.Map it: Write(json, it.Properties, secret, path); break;
            case PropertyValue.List it:
                json.WriteStartArray();
                foreach (var (index, item) in it.Items.Index()) Write(json, item, secret, $"{path}/{index}");
                json.WriteEndArray();
                break;
            case PropertyValue.Asset it:
                Signed(json, it.Signature, () =>
                {
                    foreach (var (name, inner) in it.Properties)
                    {
                        json.WritePropertyName(name);
                        Write(json, inner, secret, path);
                    }
                });
                break;
            case PropertyValue.Reference it:
                Signed(json, WireValues.ResourceReferenceSignature, () =>
                {
                    json.WriteString("urn", it.Urn);
                    if (it.Id is { } id) json.WriteString("id", id.AsText ?? "");
                    json.WriteString("packageVersion", it.PackageVersion);
                });
                break;
        }
    }

    /// <summary>A value as JSON text, secrets inside it in plain: only for encryption and for users who asked.</summary>
    public static string Text(PropertyValue value) => JsonText.Of(json => Write(json, value.Plain, Masked, ""), indented: false);

    public static PropertyMap ReadMap(JsonElement element, SecretReader secret, string path = "") =>
        PropertyMap.Of(element.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Read(entry.Value, secret, $"{path}/{entry.Name}"))));

    public static PropertyValue Read(JsonElement element, SecretReader secret, string path) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => WireValues.Unknowns.Contains(element.GetString()!) ? PropertyValue.NotYet : element.GetString()!,
        JsonValueKind.Array => new PropertyValue.List([.. element.EnumerateArray().Index().Select(entry => Read(entry.Item, secret, $"{path}/{entry.Index}"))]),
        JsonValueKind.Object => ReadObject(element, secret, path),
        _ => PropertyValue.Nothing,
    };

    /// <summary>JSON that holds no secret of ours.</summary>
    public static PropertyValue Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement, (_, _) => throw new JsonException("A secret stands inside a plain value."), "");
    }

    /// <summary>SDKs send a provider's nested configuration as JSON text, whose keys have no order: the value that the text stands for.</summary>
    public static PropertyValue Unfold(PropertyValue value)
    {
        if (value.AsText is not { } text || text.AsSpan().TrimStart() is not ['{' or '[', ..]) return value.Plain;
        try
        {
            return Parse(text);
        }
        catch (JsonException)
        {
            return value.Plain;
        }
    }

    static PropertyValue ReadObject(JsonElement element, SecretReader secret, string path)
    {
        if (!element.TryGetProperty(WireValues.SignatureKey, out var signature)) return ReadMap(element, secret, path);
        return signature.GetString() switch
        {
            WireValues.SecretSignature => new PropertyValue.Secret(secret(element, path)),
            WireValues.AssetSignature or WireValues.ArchiveSignature => new PropertyValue.Asset(signature.GetString()!,
                PropertyMap.Of(element.EnumerateObject().Where(entry => entry.Name != WireValues.SignatureKey)
                    .Select(entry => KeyValuePair.Create(entry.Name, Read(entry.Value, secret, path))))),
            WireValues.ResourceReferenceSignature => new PropertyValue.Reference(
                element.GetProperty("urn").GetString()!,
                element.TryGetProperty("id", out var id) ? id.GetString() is { Length: > 0 } text ? text : PropertyValue.NotYet : null,
                element.TryGetProperty("packageVersion", out var version) ? version.GetString()! : ""),
            var unknown => throw new JsonException($"The value at {path} has the signature '{unknown}', which this engine doesn't know."),
        };
    }

    static void Signed(Utf8JsonWriter json, string signature, Action fields)
    {
        json.WriteStartObject();
        json.WriteString(WireValues.SignatureKey, signature);
        fields();
        json.WriteEndObject();
    }
}
