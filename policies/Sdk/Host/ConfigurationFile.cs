using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using YamlDotNet.RepresentationModel;

namespace Infra.Policies.Sdk.Host;

/// <summary>Levels and settings as data: <c>policy-config.yaml</c> beside the project's other files, with the keys of Pulumi's own <c>--policy-pack-config</c>.</summary>
internal static class ConfigurationFile
{
    const string Name = "policy-config.yaml";
    const string LevelKey = "enforcementLevel";

    static readonly Dictionary<string, EnforcementLevel> levels = new(StringComparer.Ordinal)
    {
        ["advisory"] = EnforcementLevel.Advisory,
        ["mandatory"] = EnforcementLevel.Mandatory,
        ["remediate"] = EnforcementLevel.Remediate,
        ["disabled"] = EnforcementLevel.Disabled,
    };

    /// <summary>That of the project; nothing where it has no such file.</summary>
    /// <exception cref="UnusableFileException">With all that is wrong.</exception>
    public static Configuration Of(string folder, Pack pack) => GivenFile.Find(folder, Name) is { } file ? Parse(GivenFile.Text(file), Name, pack) : Configuration.None;

    public static Configuration Parse(string text, string path, Pack pack)
    {
        var documents = GivenFile.Yaml(text, path);
        if (documents is []) return Configuration.None;
        if (documents[0].RootNode is not YamlMappingNode map)
            throw new UnusableFileException($"{path}:1: a map is expected, of `RULE: LEVEL` or `RULE: {{ SETTING: VALUE }}`.");
        var (entries, problems) = (new Dictionary<string, PolicyConfig>(), new List<string>());
        foreach (var (key, value) in map.Children)
        {
            if (pack.Own($"{key}") is not { } name) continue;
            var rule = pack.Rules.FirstOrDefault(rule => rule.Name == name);
            string[] wrong = [.. Read(value, path, rule?.Level ?? Level.Advisory, out var config) is { } complaint ? (string[])[complaint] : [], .. Configuration.Complaints(pack, name, config)];
            var hint = name == "all" || rule is not null ? "" : $"; that of another pack is written PACK/{name}";
            problems.AddRange(wrong.Select(complaint => $"{GivenFile.At(path, key)}: {complaint}{hint}."));
            if (!entries.TryAdd(name, config)) problems.Add($"{GivenFile.At(path, key)}: '{name}' stands here twice; keep one.");
        }

        return problems.Count == 0 ? new(entries) : throw new UnusableFileException(problems);
    }

    static string? Read(YamlNode node, string path, Level own, out PolicyConfig config)
    {
        config = new() { EnforcementLevel = Wire.Of(own) };
        string? word = null;
        if (node is YamlMappingNode map)
        {
            config.Properties = YamlValues.Object(map, path);
            if (config.Properties.Fields.Remove(LevelKey, out var given)) word = given.KindCase == Value.KindOneofCase.StringValue ? given.StringValue : $"{given}";
        }
        else
        {
            word = $"{node}";
        }

        if (word is null) return null;
        if (!levels.TryGetValue(word, out var level)) return $"\"{word}\" is no level; known: {string.Join(", ", levels.Keys)}";
        config.EnforcementLevel = level;
        return null;
    }
}
