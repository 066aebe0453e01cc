using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Json.Schema;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Holds a policy's configuration to the JSON schema that the pack gives for it.</summary>
internal static class PackSchema
{
    const string Draft = "http://json-schema.org/draft-07/schema#";

    /// <returns>A clause for each thing that does not keep it. No text that was given stands in it: it may be a secret.</returns>
    public static IEnumerable<string> Problems(PolicyInfo policy, Struct properties)
    {
        var result = Schema(policy.ConfigSchema).Evaluate(JsonElement.Parse(JsonFormatter.Default.Format(properties)), new() { OutputFormat = OutputFormat.List });
        if (result.IsValid) return [];
        return from found in result.Details ?? []
               from error in found.Errors ?? new Dictionary<string, string>()
               select $"{policy.Name}{found.InstanceLocation.ToString().Replace('/', '.')}: {char.ToLowerInvariant(error.Value[0])}{error.Value[1..].TrimEnd('.')}";
    }

    static JsonSchema Schema(PolicyConfigSchema schema) => JsonSchema.FromText(new JsonObject
    {
        ["$schema"] = Draft,
        ["type"] = "object",
        ["properties"] = JsonNode.Parse(JsonFormatter.Default.Format(schema.Properties ?? new Struct())),
        ["required"] = new JsonArray([.. schema.Required.Select(name => JsonValue.Create(name))]),
    }.ToJsonString());
}
