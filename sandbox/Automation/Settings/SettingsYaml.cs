using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Automation;

/// <summary>Reads and writes Pulumi.yaml and Pulumi.&lt;stack&gt;.yaml.</summary>
internal static class SettingsYaml
{
    public static ProjectSettings ReadProject(string text)
    {
        var root = Map(text);
        var runtime = root.Child("runtime");
        var name = (runtime as YamlMappingNode)?.Text("name") ?? root.Text("runtime");
        var options = (runtime as YamlMappingNode)?.Child("options") as YamlMappingNode;
        return new ProjectSettings(root.Text("name") ?? "", new ProjectRuntime(Enum.TryParse<ProjectRuntimeName>(name, ignoreCase: true, out var known)
            ? known
            : throw new FormatException($"Pulumi.yaml: the runtime '{name}' is not one of {string.Join(", ", Enum.GetNames<ProjectRuntimeName>()).ToLowerInvariant()}."))
        {
            Options = options is null ? null : new()
            {
                TypeScript = options.Flag("typescript"),
                Binary = options.Text("binary"),
                VirtualEnv = options.Text("virtualenv"),
            },
        })
        {
            Main = root.Text("main"),
            Description = root.Text("description"),
            Author = root.Text("author"),
            Website = root.Text("website"),
            License = root.Text("license"),
            Config = root.Text("config"),
            Template = root.Child("template") is YamlMappingNode template ? TemplateYaml.Read(template) : null,
            Backend = root.Child("backend") is YamlMappingNode backend ? new() { Url = backend.Text("url") } : null,
        };
    }

    public static string WriteProject(ProjectSettings settings)
    {
        var runtime = settings.Runtime.Name.ToString().ToLowerInvariant();
        var options = settings.Runtime.Options;
        return Text(new YamlMappingNode()
            .With("name", settings.Name)
            .With("runtime", options is null ? new YamlScalarNode(runtime) : new YamlMappingNode().With("name", runtime).With("options", new YamlMappingNode()
                .With("typescript", options.TypeScript).With("binary", options.Binary).With("virtualenv", options.VirtualEnv)))
            .With("main", settings.Main)
            .With("description", settings.Description)
            .With("author", settings.Author)
            .With("website", settings.Website)
            .With("license", settings.License)
            .With("config", settings.Config)
            .With("template", settings.Template is null ? null : TemplateYaml.Write(settings.Template))
            .With("backend", settings.Backend is null ? null : new YamlMappingNode().With("url", settings.Backend.Url)));
    }

    public static StackSettings ReadStack(string text)
    {
        var root = Map(text);
        return new()
        {
            SecretsProvider = root.Text("secretsprovider"),
            EncryptedKey = root.Text("encryptedkey"),
            EncryptionSalt = root.Text("encryptionsalt"),
            Config = (root.Child("config") as YamlMappingNode)?.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => Value(entry.Value)),
        };
    }

    public static string WriteStack(StackSettings settings)
    {
        var config = settings.Config is null ? null : new YamlMappingNode();
        foreach (var (key, value) in settings.Config ?? new Dictionary<string, StackSettingsConfigValue>())
        {
            if (value.IsSecure) config.With(key, new YamlMappingNode().With("secure", value.Value));
            else config.With(key, value.Value);
        }
        return Text(new YamlMappingNode()
            .With("secretsprovider", settings.SecretsProvider)
            .With("encryptedkey", settings.EncryptedKey)
            .With("encryptionsalt", settings.EncryptionSalt)
            .With("config", config));
    }

    static StackSettingsConfigValue Value(YamlNode node) => node switch
    {
        YamlScalarNode scalar => new(scalar.Value ?? "", isSecure: false),
        YamlMappingNode { Children.Count: 1 } map when map.Text("secure") is { } ciphertext => new(ciphertext, isSecure: true),
        _ => new(JsonSerializer.Serialize(Plain(node)), isSecure: false),
    };

    static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => Plain(entry.Value)),
        YamlSequenceNode list => list.Children.Select(Plain).ToArray(),
        _ => ((YamlScalarNode)node).Value,
    };

    static YamlMappingNode Map(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] ? root : [];
    }

    static string Text(YamlMappingNode root)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        // YamlStream ends every document with its end marker.
        return writer.ToString().Replace("\r\n", "\n").TrimEnd('.', '\n') + "\n";
    }
}
