using Infra.Sandbox.Definitions;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Definitions;

/// <summary>Where an object of ours says another thing than the OpenAPI schema of a custom resource, in any property and at any depth.</summary>
static class CustomSchema
{
    /// <summary>Of version 1 of an HTTPRoute (Gateway API v1.6, standard channel), or a skipped test where it is not there.</summary>
    public static YamlMappingNode OfRoute()
    {
        Assert.SkipWhen(Repository.Shared is null, "The resource definition does not lie beside this checkout (../shared/data/ecosystem/gateway-api).");
        using var text = File.OpenText(Path.Combine(Repository.Shared, "data/ecosystem/gateway-api/httproutes-crd-v1.6.0-standard.yaml"));
        var stream = new YamlStream();
        stream.Load(text);
        var version = ((YamlSequenceNode)stream.Documents[0].RootNode["spec"]["versions"]).Single(version => version["name"].ToString() == "v1");
        return (YamlMappingNode)version["schema"]["openAPIV3Schema"];
    }

    public static IEnumerable<string> Differences(string path, ObjectDefinition ours, YamlMappingNode theirs)
    {
        var properties = Node(theirs, "properties") is YamlMappingNode known ? known.Children.Keys.Select(key => key.ToString()).ToList() : [];
        var required = Texts(theirs, "required");
        foreach (var name in properties.Except(ours.Properties.Select(property => property.Name))) yield return $"{path}.{name} is missing";
        foreach (var property in ours.Properties)
        {
            var where = $"{path}.{property.Name}";
            if (Property(theirs, property.Name) is not { } schema)
            {
                yield return $"{where} is invented";
                continue;
            }
            if (property.Required != required.Contains(property.Name)) yield return $"{where}: required is {property.Required} here";
            foreach (var difference in Property(where, property, schema)) yield return difference;
        }
    }

    public static YamlMappingNode? Property(YamlMappingNode schema, string name) =>
        Node(schema, "properties") is YamlMappingNode properties ? (YamlMappingNode?)Node(properties, name) : null;

    public static bool Has(YamlMappingNode schema, string name) => Node(schema, name) is not null;

    public static string? Text(YamlMappingNode schema, string name) => Node(schema, name)?.ToString();

    public static IEnumerable<string> Texts(YamlMappingNode schema, string name) =>
        Node(schema, name) is YamlSequenceNode texts ? texts.Select(text => text.ToString()) : [];

    static IEnumerable<string> Property(string where, PropertyDefinition property, YamlMappingNode schema)
    {
        foreach (var difference in Type(where, property.Type, schema)) yield return difference;
        var innermost = property.Type is TypeReference.ListOf ? (YamlMappingNode)schema["items"] : schema;
        foreach (var difference in Same(where, "choice", string.Join('|', property.OneOf), string.Join('|', Texts(innermost, "enum")))) yield return difference;
        var (least, most) = property.Type switch
        {
            TypeReference.Text => ("minLength", "maxLength"),
            TypeReference.ListOf => ("minItems", "maxItems"),
            _ => ("minimum", "maximum"),
        };
        foreach (var difference in Same(where, least, $"{property.Min}", $"{Node(schema, least)}")) yield return difference;
        foreach (var difference in Same(where, most, $"{property.Max}", $"{Node(schema, most)}")) yield return difference;
        if (Node(schema, "default") is not (YamlScalarNode or null)) yield break;
        foreach (var difference in Same(where, "default", property.Default?.Trim('"'), Node(schema, "default")?.ToString())) yield return difference;
    }

    static IEnumerable<string> Type(string where, TypeReference type, YamlMappingNode schema)
    {
        var theirs = schema["type"].ToString();
        return type switch
        {
            TypeReference.Text => Same(where, "type", "string", theirs),
            TypeReference.Integer => Same(where, "type", "integer", theirs),
            TypeReference.Boolean => Same(where, "type", "boolean", theirs),
            TypeReference.ListOf list => [.. Same(where, "type", "array", theirs), .. Type($"{where}[]", list.Item, (YamlMappingNode)schema["items"])],
            TypeReference.Object part => [.. Same(where, "type", "object", theirs), .. Differences(where, Package.Kubernetes.Objects[part.Token], schema)],
            _ => [$"{where} is {type} here"],
        };
    }

    static IEnumerable<string> Same(string where, string what, string? ours, string? theirs) =>
        ours == theirs ? [] : [$"{where}: {what} is {ours ?? "nothing"} here and {theirs ?? "nothing"} there"];

    static YamlNode? Node(YamlMappingNode schema, string name) => schema.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;
}
