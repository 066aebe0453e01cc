using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Sandbox.Engine.Config;

/// <summary>Values between YAML and JSON: numbers, booleans and nulls stay what they are.</summary>
internal static partial class ConfigYaml
{
    static readonly HashSet<string> reserved = new(["true", "false", "null", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    public static JsonNode? Json(YamlNode node)
    {
        switch (node)
        {
            case YamlSequenceNode list: return new JsonArray([.. list.Select(Json)]);
            case YamlMappingNode map: return new JsonObject(map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Json(entry.Value))));
            case YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any } plain: return Plain(plain.Value ?? "");
            default: return JsonValue.Create(((YamlScalarNode)node).Value ?? "");
        }
    }

    public static YamlNode Node(JsonNode? node)
    {
        switch (node)
        {
            case null: return new YamlScalarNode("null") { Style = ScalarStyle.Plain };
            case JsonArray list: return new YamlSequenceNode(list.Select(Node));
            case JsonObject map: return new YamlMappingNode(map.Select(entry => KeyValuePair.Create<YamlNode, YamlNode>(new YamlScalarNode(entry.Key), Node(entry.Value))));
            default: return node.AsValue().TryGetValue<string>(out var text) ? Text(text) : new YamlScalarNode(node.ToJsonString()) { Style = ScalarStyle.Plain };
        }
    }

    /// <summary>In quotes, but for words that every reader of YAML takes for a text.</summary>
    public static YamlScalarNode Text(string text) => new(text) { Style = Word().IsMatch(text) && !reserved.Contains(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };

    static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Number().IsMatch(text) => JsonNode.Parse(text),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_./-]*$")]
    private static partial Regex Word();

    /// <summary>As JSON writes numbers; what else YAML takes for one stays a text.</summary>
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$")]
    private static partial Regex Number();
}
