using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Wire = Google.Protobuf.WellKnownTypes.Value;

namespace Infra.Policies.Sdk;

/// <summary>YAML as the protocol's values. <c>!unknown</c> is not known yet, <c>!secret</c> marks a secret, <c>!json</c> is the JSON text of what it holds.</summary>
internal static class YamlValues
{
    public static Struct Object(YamlNode node, string path) => Value(node, path) is { KindCase: Wire.KindOneofCase.StructValue } value
        ? value.StructValue
        : throw new UnusableFileException($"{GivenFile.At(path, node)}: a map is expected.");

    public static Value Value(YamlNode node, string path) => node.Tag.IsEmpty ? Plain(node, path) : node.Tag.Value switch
    {
        "!unknown" => Wire.ForString(WireValues.Unknown),
        "!secret" => WireValues.Secret(Plain(node, path)),
        "!json" => Wire.ForString(JsonFormatter.Default.Format(Plain(node, path))),
        var tag => throw new UnusableFileException($"{GivenFile.At(path, node)}: the tag {tag} is not known; known: !unknown, !secret, !json."),
    };

    static Value Plain(YamlNode node, string path)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var fields = new Struct();
                foreach (var (key, value) in map.Children) fields.Fields[((YamlScalarNode)key).Value] = Value(value, path);
                return Wire.ForStruct(fields);
            case YamlSequenceNode list:
                return Wire.ForList([.. list.Children.Select(item => Value(item, path))]);
            case YamlScalarNode { Style: ScalarStyle.Plain } scalar:
                return Scalar(scalar.Value ?? "");
            default:
                return Wire.ForString(((YamlScalarNode)node).Value);
        }
    }

    static Value Scalar(string text) => text switch
    {
        "" or "null" or "~" => Wire.ForNull(),
        "true" => Wire.ForBool(true),
        "false" => Wire.ForBool(false),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Wire.ForNumber(number),
        _ => Wire.ForString(text),
    };
}
