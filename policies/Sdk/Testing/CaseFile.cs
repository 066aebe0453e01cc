using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using YamlDotNet.RepresentationModel;

namespace Infra.Policies.Sdk.Testing;

/// <summary>Cases as security people write them: by rule, the properties of resources that pass and that violate it.</summary>
/// <remarks>Keys that begin with $ are about the resource: $type, $name, $protect, $ignoreChanges, $parent, $from, $settings; $stack lists several.</remarks>
internal static class CaseFile
{
    static readonly ImmutableDictionary<string, Expected> kinds = ImmutableDictionary<string, Expected>.Empty
        .Add("passes", Expected.Passes).Add("violates", Expected.Violates).Add("unknown", Expected.Unknown).Add("notApplicable", Expected.NotApplicable).Add("mended", Expected.Mended);

    /// <exception cref="UnusableFileException">The file can't be read, is no YAML, or says something else than cases.</exception>
    public static ImmutableArray<RuleCases> Read(string path) => Parse(GivenFile.Text(path), path);

    public static ImmutableArray<RuleCases> Parse(string text, string path)
    {
        if (GivenFile.Yaml(text, path) is not [var document]) throw new UnusableFileException($"{path}: one document is expected, a list of `- rule: NAME`.");
        return document.RootNode is YamlSequenceNode list
            ? [.. list.Children.Select(node => Rule(node, path))]
            : throw new UnusableFileException($"{GivenFile.At(path, document.RootNode)}: a list is expected, of `- rule: NAME` with passes, violates and unknown.");
    }

    static RuleCases Rule(YamlNode node, string path)
    {
        if (node is not YamlMappingNode map || Find(map, "rule") is not YamlScalarNode { Value: { Length: > 0 } name })
            throw new UnusableFileException($"{GivenFile.At(path, node)}: each entry begins with `rule: NAME`.");
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var (key, value) in map.Children.Where(pair => Text(pair.Key) != "rule"))
        {
            if (!kinds.TryGetValue(Text(key), out var kind))
                throw new UnusableFileException($"{GivenFile.At(path, key)}: \"{Text(key)}\" is not known here; known: {string.Join(", ", kinds.Keys.Order())}.");
            if (value is not YamlSequenceNode each)
                throw new UnusableFileException($"{GivenFile.At(path, value)}: {Text(key)} is a list of resources.");
            cases.AddRange(each.Children.Select(one => Case(kind, one, path)));
        }

        return new(name, cases.ToImmutable(), GivenFile.At(path, node));
    }

    static Case Case(Expected kind, YamlNode node, string path)
    {
        if (node is not YamlMappingNode map)
            throw new UnusableFileException($"{GivenFile.At(path, node)}: a resource is its properties, between braces.");
        ImmutableArray<CaseResource> resources = Find(map, "$stack") is YamlSequenceNode several ? [.. several.Children.Select(one => Resource(one, path))]
            : kind == Expected.Mended ? [Part(map, "from", path), Part(map, "to", path)]
            : [Resource(map, path)];
        return new(kind, resources, Find(map, "$settings") is { } settings ? YamlValues.Object(settings, path) : null, GivenFile.At(path, node));
    }

    static CaseResource Part(YamlMappingNode map, string name, string path) =>
        Resource(Find(map, name) ?? throw new UnusableFileException($"{GivenFile.At(path, map)}: what is mended has `from` and `to`."), path);

    static CaseResource Resource(YamlNode node, string path)
    {
        if (node is not YamlMappingNode map)
            throw new UnusableFileException($"{GivenFile.At(path, node)}: a resource is its properties, between braces.");
        var properties = new Struct();
        foreach (var (key, value) in map.Children.Where(pair => !Text(pair.Key).StartsWith('$')))
            properties.Fields[Text(key)] = YamlValues.Value(value, path);
        return new(Text(Find(map, "$type")), Text(Find(map, "$name")) is { Length: > 0 } name ? name : "web", properties)
        {
            IsProtected = Text(Find(map, "$protect")) == "true",
            IgnoreChanges = Find(map, "$ignoreChanges") is YamlSequenceNode ignored ? [.. ignored.Children.Select(Text)] : [],
            Parent = Text(Find(map, "$parent")),
            From = Find(map, "$from") is YamlMappingNode from ? from.Children.ToImmutableDictionary(pair => Text(pair.Key), pair => Text(pair.Value)) : ImmutableDictionary<string, string>.Empty,
        };
    }

    static YamlNode? Find(YamlMappingNode map, string key) => map.Children.FirstOrDefault(pair => Text(pair.Key) == key).Value;

    static string Text(YamlNode? node) => (node as YamlScalarNode)?.Value ?? "";
}
