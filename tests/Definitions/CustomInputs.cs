using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Definitions;

/// <summary>Where a custom resource is not what its OpenAPI schema takes, as a cluster that refuses unknown fields would see it.</summary>
static class CustomInputs
{
    public static IEnumerable<string> Faults(string path, YamlMappingNode schema, JsonNode? value) => (CustomSchema.Text(schema, "type"), value) switch
    {
        // Metadata is every kind's, and described elsewhere.
        ("object", JsonObject) when !CustomSchema.Has(schema, "properties") => [],
        ("object", JsonObject given) => Members(path, schema, given),
        ("array", JsonArray items) => [.. Size(path, schema, "minItems", "maxItems", items.Count), .. items.SelectMany((item, at) => Faults($"{path}[{at}]", (YamlMappingNode)schema["items"], item))],
        ("string", JsonValue text) when text.GetValueKind() == JsonValueKind.String => String(path, schema, (string)text!),
        ("integer", JsonValue number) when number.GetValueKind() == JsonValueKind.Number && double.IsInteger((double)number) => Size(path, schema, "minimum", "maximum", (double)number),
        ("boolean", JsonValue flag) when flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False => [],
        var (type, other) => [$"{path} is {other?.ToJsonString() ?? "null"}, no {type}"],
    };

    static IEnumerable<string> Members(string path, YamlMappingNode schema, JsonObject given)
    {
        foreach (var missing in CustomSchema.Texts(schema, "required").Where(name => !given.ContainsKey(name))) yield return $"{path}.{missing} is missing";
        foreach (var (name, value) in given)
        {
            if (CustomSchema.Property(schema, name) is { } known)
                foreach (var fault in Faults($"{path}.{name}", known, value)) yield return fault;
            else yield return $"{path}.{name} is unknown";
        }
    }

    static IEnumerable<string> String(string path, YamlMappingNode schema, string text)
    {
        foreach (var fault in Size(path, schema, "minLength", "maxLength", text.Length)) yield return fault;
        if (CustomSchema.Texts(schema, "enum").ToList() is { Count: > 0 } choices && !choices.Contains(text)) yield return $"{path} is {text}, none of {string.Join(", ", choices)}";
        if (CustomSchema.Text(schema, "pattern") is { } pattern && !Regex.IsMatch(text, pattern)) yield return $"{path} is {text}, which does not match {pattern}";
    }

    static IEnumerable<string> Size(string path, YamlMappingNode schema, string least, string most, double size)
    {
        if (Number(schema, least) is { } min && size < min) yield return $"{path} is {size}, less than {min}";
        if (Number(schema, most) is { } max && size > max) yield return $"{path} is {size}, more than {max}";
    }

    static double? Number(YamlMappingNode schema, string name) => CustomSchema.Text(schema, name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
