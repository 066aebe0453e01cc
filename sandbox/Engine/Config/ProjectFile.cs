using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Sandbox.Engine.Config;

/// <summary>What <c>Pulumi.yaml</c> and <c>PulumiPolicy.yaml</c> have in common: keys, and how to run what they describe.</summary>
internal sealed class ProjectFile
{
    readonly YamlNode? root;

    public ProjectFile(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
        }
        catch (YamlException e)
        {
            throw new EngineException($"{file}({e.Start.Line},{e.Start.Column}) is no YAML: {e.Message}", 2, e);
        }
    }

    /// <summary>The language; empty when none is said.</summary>
    public string Runtime => Node(root, "runtime") is YamlMappingNode runtime ? Text(runtime, "name") ?? "" : Text(root, "runtime") ?? "";

    public ImmutableDictionary<string, string> RuntimeOptions => Node(Node(root, "runtime"), "options") is YamlMappingNode options
        ? options.Children.Where(option => option.Value is YamlScalarNode).ToImmutableDictionary(option => $"{option.Key}", option => $"{option.Value}")
        : [];

    /// <summary>The text at a path of keys; null when there is none.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var node = root;
        foreach (var key in path[..^1]) node = Node(node, key);
        return Text(node, path[^1]);
    }

    static YamlNode? Node(YamlNode? map, string name) =>
        map is YamlMappingNode { Children: var children } && children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    static string? Text(YamlNode? map, string name) => Node(map, name) is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;
}
