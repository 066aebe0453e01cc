using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Support;

/// <summary>YAML of Kubernetes, as the JSON that it stands for.</summary>
static class YamlJson
{
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Node(stream.Documents[0].RootNode);
    }

    static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key.ToString(), Node(member.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } number when int.TryParse(number.Value, out var whole) => whole,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" } => null,
        YamlScalarNode text => text.Value,
        _ => throw new InvalidDataException($"{node} is no YAML of Kubernetes."),
    };
}
