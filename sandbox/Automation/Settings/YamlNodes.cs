using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Automation;

/// <summary>Names in a YAML mapping, read and written.</summary>
internal static class YamlNodes
{
    public static YamlNode? Child(this YamlMappingNode map, string name) =>
        map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public static string? Text(this YamlMappingNode map, string name) => (map.Child(name) as YamlScalarNode)?.Value;

    public static bool? Flag(this YamlMappingNode map, string name) => bool.TryParse(map.Text(name), out var flag) ? flag : null;

    public static YamlMappingNode With(this YamlMappingNode? map, string name, string? value) =>
        map.With(name, value is null ? null : new YamlScalarNode(value) { Style = IsPlain(value) ? ScalarStyle.Any : ScalarStyle.DoubleQuoted });

    public static YamlMappingNode With(this YamlMappingNode? map, string name, bool? value) =>
        map.With(name, value is { } flag ? new YamlScalarNode(flag ? "true" : "false") : null);

    public static YamlMappingNode With(this YamlMappingNode? map, string name, YamlNode? value)
    {
        map ??= [];
        if (value is not null) map.Children[new YamlScalarNode(name)] = value;
        return map;
    }

    // Text that a YAML reader would take for a number, a truth value or nothing must be quoted to stay text.
    static bool IsPlain(string value) =>
        value.Length > 0 && !double.TryParse(value, out _) && value.ToLowerInvariant() is not ("true" or "false" or "null" or "~" or "yes" or "no" or "on" or "off");
}
