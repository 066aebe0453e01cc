using System.Collections.Immutable;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Sandbox.Engine.Config;

/// <summary><c>Pulumi.&lt;stack&gt;.yaml</c>. What this engine doesn't know stays in the file as it is.</summary>
internal sealed class StackSettings
{
    readonly string file;
    readonly string project;
    readonly YamlMappingNode root;

    StackSettings(string file, string project, YamlMappingNode root) => (this.file, this.project, this.root) = (file, project, root);

    public static StackSettings Load(string file, string project) => new(file, project, File.Exists(file) ? Read(file) : []);

    public string FullName => file;

    public string? EncryptionSalt
    {
        get => Find(root, "encryptionsalt") is YamlScalarNode { Value: { Length: > 0 } salt } ? salt : null;
        set => root.Children[new YamlScalarNode("encryptionsalt")] = new YamlScalarNode(value) { Style = ScalarStyle.Plain };
    }

    public ImmutableSortedDictionary<string, ConfigValue> Values => Find(root, "config") is YamlMappingNode config
        ? config.Children.ToImmutableSortedDictionary(entry => FullKey(((YamlScalarNode)entry.Key).Value!), entry => Value(entry.Value), StringComparer.Ordinal)
        : ImmutableSortedDictionary.Create<string, ConfigValue>(StringComparer.Ordinal);

    /// <summary><c>ns:key</c>; a key without namespace belongs to the project.</summary>
    public string FullKey(string key) => key.Split(':') switch
    {
        [var name] => $"{project}:{name}",
        [var space, "config", var name] => $"{space}:{name}",
        [_, _] => key,
        _ => throw new EngineException($"The configuration key '{key}' is none; write 'key' or 'namespace:key'.", 2),
    };

    public void Set(string key, ConfigValue value)
    {
        if (Find(root, "config") is not YamlMappingNode config) root.Children[new YamlScalarNode("config")] = config = [];
        var known = config.Children.Keys.Where(name => FullKey(((YamlScalarNode)name).Value!) == key).ToList();
        // A known key keeps its place and its spelling.
        var own = known.Count == 1 ? known[0] : new YamlScalarNode(key);
        if (known.Count > 1) Remove(key);
        config.Children[own] = value switch
        {
            { IsObject: true } => ConfigYaml.Node(JsonNode.Parse(value.Text)),
            { IsSecret: true } => new YamlMappingNode(ConfigValue.Secure, value.Text),
            _ => ConfigYaml.Text(value.Text),
        };
    }

    /// <summary>A number or boolean, which stays one in the file.</summary>
    public void SetTyped(string key, JsonNode value)
    {
        Set(key, new ConfigValue("", IsSecret: false, IsObject: false));
        var config = (YamlMappingNode)root.Children[new YamlScalarNode("config")];
        config.Children[config.Children.Keys.Single(name => FullKey(((YamlScalarNode)name).Value!) == key)] = ConfigYaml.Node(value);
    }

    public bool Remove(string key)
    {
        if (Find(root, "config") is not YamlMappingNode config) return false;
        var known = config.Children.Keys.Where(name => FullKey(((YamlScalarNode)name).Value!) == key).ToList();
        foreach (var name in known) config.Children.Remove(name);
        return known.Count > 0;
    }

    public void Save()
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        var text = writer.ToString().ReplaceLineEndings("\n").TrimEnd();
        State.StackFiles.WriteDurably(file, System.Text.Encoding.UTF8.GetBytes((text.EndsWith("\n...", StringComparison.Ordinal) ? text[..^4] : text) + "\n"));
    }

    static YamlMappingNode Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 0 ? [] : Sound(stream.Documents[0].RootNode, file);
        }
        catch (YamlException e)
        {
            throw new EngineException($"{file}({e.Start.Line},{e.Start.Column}) is no YAML: {e.Message}", 2, e);
        }
    }

    // What isn't understood would be lost when the file is written again.
    static YamlMappingNode Sound(YamlNode root, string file)
    {
        if (root is not YamlMappingNode map) throw new EngineException($"{file} holds no settings: it must be a map of keys such as 'config' and 'encryptionsalt'. Nothing was changed; bring it back, or write it anew.", 2);
        if (Find(map, "config") is not (null or YamlMappingNode or YamlScalarNode { Value: null or "" or "~" or "null" }))
            throw new EngineException($"{file}: 'config' must be a map of keys and values. Nothing was changed; bring it back, or write it anew.", 2);
        if (Find(map, "config") is YamlMappingNode config && config.Children.Keys.FirstOrDefault(key => key is not YamlScalarNode) is { } odd)
            throw new EngineException($"{file}({odd.Start.Line},{odd.Start.Column}): a key of 'config' must be a text. Nothing was changed.", 2);
        if (Find(map, "encryptionsalt") is { } salt && !Secrets.PassphraseCipher.IsSalt($"{salt}"))
            throw new EngineException($"{file}: 'encryptionsalt' is '{salt}', which is none of the form 'v1:salt:v1:nonce:text'. Nothing was changed. An older copy of the file has it, and so has the state (secrets_providers in {Path.GetFileNameWithoutExtension(file)["Pulumi.".Length..]}.json).", 2);
        return map;
    }

    static YamlNode? Find(YamlMappingNode map, string name) => map.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    static ConfigValue Value(YamlNode node) => node switch
    {
        YamlScalarNode scalar => new ConfigValue(scalar.Value ?? "", IsSecret: false, IsObject: false),
        YamlMappingNode { Children.Count: 1 } map when Find(map, ConfigValue.Secure) is YamlScalarNode { Value: { } secret } => new ConfigValue(secret, IsSecret: true, IsObject: false),
        _ => ConfigValue.OfObject(ConfigYaml.Json(node)!),
    };
}
