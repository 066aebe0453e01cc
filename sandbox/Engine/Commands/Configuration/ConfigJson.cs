using System.Text.Json;
using Infra.Sandbox.Engine.Config;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary>A value of the configuration as commands print it with <c>--json</c>.</summary>
internal static class ConfigJson
{
    /// <param name="text">The opened value; null when it is not to be seen.</param>
    public static void Write(Utf8JsonWriter json, ConfigValue value, string? text)
    {
        json.WriteStartObject();
        WriteFields(json, value, text);
        json.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter json, ConfigValue value, string? text)
    {
        if (text is not null) json.WriteString("value", text);
        if (text is not null && value.IsObject)
        {
            json.WritePropertyName("objectValue");
            json.WriteRawValue(text);
        }
        json.WriteBoolean("secret", value.IsSecret);
    }
}
