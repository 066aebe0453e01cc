using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>What <c>--policy-pack-config</c> names: by policy, and by <c>all</c>, a level, or a map of properties with <c>enforcementLevel</c> among them.</summary>
internal sealed record PackSettings(string File, ImmutableSortedDictionary<string, PackSettings.Entry> Entries)
{
    /// <param name="Level">Null where it stays as it is.</param>
    public sealed record Entry(EnforcementLevel? Level, Struct Properties);

    const string LevelKey = "enforcementLevel";

    static readonly ImmutableSortedDictionary<string, EnforcementLevel> levels = ImmutableSortedDictionary<string, EnforcementLevel>.Empty
        .Add("advisory", EnforcementLevel.Advisory).Add("mandatory", EnforcementLevel.Mandatory).Add("remediate", EnforcementLevel.Remediate).Add("disabled", EnforcementLevel.Disabled);

    /// <exception cref="EngineException">It can't be read, or says something else, with all that is wrong.</exception>
    public static PackSettings Read(string file)
    {
        try
        {
            return Parse(file, System.IO.File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"--policy-pack-config {file} can't be read: {e.Message}", 2, e);
        }
        catch (JsonException e)
        {
            throw new EngineException($"--policy-pack-config {file} is no JSON: {e.Message}", 2, e);
        }
    }

    static PackSettings Parse(string file, string text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new EngineException($"--policy-pack-config {file}: an object is expected, of POLICY: LEVEL or POLICY: {{ SETTING: VALUE }}.", 2);
        var problems = new List<string>();
        var entries = document.RootElement.EnumerateObject().Select(one => (one.Name, Entry: Read(one, problems))).ToList();
        return problems.Count == 0
            ? new(file, entries.ToImmutableSortedDictionary(one => one.Name, one => one.Entry, StringComparer.Ordinal))
            : throw new EngineException($"--policy-pack-config {file}: {string.Join("; ", problems)}.", 2);
    }

    static Entry Read(JsonProperty property, List<string> problems)
    {
        if (property.Name == "environments")
        {
            problems.Add("\"environments\" are opened by Pulumi Cloud, which the sandbox does not have: write down what they hold");
            return new(null, new());
        }

        switch (property.Value.ValueKind)
        {
            case JsonValueKind.String:
                return new(Level(property.Name, property.Value.GetString()!, problems), new());
            case JsonValueKind.Object:
                var properties = Struct.Parser.ParseJson(property.Value.GetRawText());
                if (!properties.Fields.Remove(LevelKey, out var given)) return new(null, properties);
                return new(Level(property.Name, given.KindCase == Value.KindOneofCase.StringValue ? given.StringValue : $"{given}", problems), properties);
            default:
                problems.Add($"\"{property.Name}\" is neither a level nor an object of settings");
                return new(null, new());
        }
    }

    static EnforcementLevel? Level(string policy, string word, List<string> problems)
    {
        if (levels.TryGetValue(word, out var level)) return level;
        problems.Add($"\"{word}\" of \"{policy}\" is no level; known: {string.Join(", ", levels.Keys)}");
        return null;
    }
}
