using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Sandbox.Engine.Config;

/// <summary>What the engine reads of <c>Pulumi.yaml</c>.</summary>
/// <param name="Folder">Where the file stands.</param>
/// <param name="Main">The program's folder inside the project; empty for the project's own.</param>
internal sealed record ProjectSettings(string Folder, string Name, string Main, string? BackendUrl)
{
    /// <summary>The nearest file at or above a folder.</summary>
    public static ProjectSettings Find(string workingDirectory)
    {
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
            foreach (var name in new[] { "Pulumi.yaml", "Pulumi.yml" })
                if (Path.Combine(folder.FullName, name) is var file && File.Exists(file)) return Read(file, folder.FullName);
        throw new EngineException($"no Pulumi.yaml project file found at {workingDirectory} or above it", 2);
    }

    static ProjectSettings Read(string file, string folder)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            var root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
            var name = Text(root, "name") ?? throw new EngineException($"{file} has no 'name'.", 2);
            var backend = root!.Children.TryGetValue(new YamlScalarNode("backend"), out var node) ? Text(node as YamlMappingNode, "url") : null;
            return new ProjectSettings(folder, name, Text(root, "main") ?? "", backend);
        }
        catch (YamlException e)
        {
            throw new EngineException($"{file}({e.Start.Line},{e.Start.Column}) is no YAML: {e.Message}", 2, e);
        }
    }

    static string? Text(YamlMappingNode? map, string name) =>
        map is not null && map.Children.TryGetValue(new YamlScalarNode(name), out var node) && node is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;
}
