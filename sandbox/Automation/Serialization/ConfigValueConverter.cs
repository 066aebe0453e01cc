using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>The command writes <c>secret</c> where the API says IsSecret.</summary>
internal sealed class ConfigValueConverter : JsonConverter<ConfigValue>
{
    public override ConfigValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        return new(
            value.TryGetProperty("value", out var text) ? text.GetString() ?? "" : "",
            value.TryGetProperty("secret", out var secret) && secret.GetBoolean());
    }

    public override void Write(Utf8JsonWriter writer, ConfigValue value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("value", value.Value);
        writer.WriteBoolean("secret", value.IsSecret);
        writer.WriteEndObject();
    }
}
