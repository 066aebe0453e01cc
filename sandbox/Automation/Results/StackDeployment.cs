using System.Text.Json;

namespace Pulumi.Automation;

public sealed class StackDeployment
{
    StackDeployment(int version, JsonElement json) => (Version, Json) = (version, json);

    public int Version { get; }

    public JsonElement Json { get; }

    public static StackDeployment FromJsonString(string jsonString)
    {
        using var document = JsonDocument.Parse(jsonString);
        var json = document.RootElement.Clone();
        return json.TryGetProperty("version", out var version)
            ? new(version.GetInt32(), json)
            : throw new InvalidOperationException("The text is no exported stack: it has no property 'version'.");
    }
}
