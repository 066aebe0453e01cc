using System.Diagnostics;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>A stack's configuration as SDKs of every language read it from their environment.</summary>
internal static class ConfigVariables
{
    public static void Add(ProcessStartInfo start, StackConfig config)
    {
        start.Environment["PULUMI_CONFIG"] = JsonText.Of(json =>
        {
            json.WriteStartObject();
            foreach (var (key, value) in config.Values) json.WriteString(key, value);
            json.WriteEndObject();
        }, indented: false);
        start.Environment["PULUMI_CONFIG_SECRET_KEYS"] = JsonText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var key in config.SecretKeys) json.WriteStringValue(key);
            json.WriteEndArray();
        }, indented: false);
    }
}
