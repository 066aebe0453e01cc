using YamlDotNet.RepresentationModel;

namespace Pulumi.Automation;

/// <summary>The part of Pulumi.yaml that makes a project a template of others.</summary>
internal static class TemplateYaml
{
    public static ProjectTemplate Read(YamlMappingNode node) => new()
    {
        Description = node.Text("description"),
        QuickStart = node.Text("quickstart"),
        Important = node.Flag("important"),
        Config = (node.Child("config") as YamlMappingNode)?.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ReadValue(entry.Value)),
    };

    public static YamlMappingNode Write(ProjectTemplate template)
    {
        var config = template.Config is null ? null : new YamlMappingNode();
        foreach (var (key, value) in template.Config ?? new Dictionary<string, ProjectTemplateConfigValue>())
            config.With(key, new YamlMappingNode().With("description", value.Description).With("default", value.Default).With("secret", value.Secret));
        return new YamlMappingNode()
            .With("description", template.Description)
            .With("quickstart", template.QuickStart)
            .With("important", template.Important)
            .With("config", config);
    }

    static ProjectTemplateConfigValue ReadValue(YamlNode node) => node is YamlMappingNode map
        ? new() { Description = map.Text("description"), Default = map.Text("default"), Secret = map.Flag("secret") }
        : new();
}
