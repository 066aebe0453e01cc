using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Infra.Policies.Sdk;

/// <summary>A named, versioned set of rules.</summary>
public sealed class Pack
{
    readonly FrozenDictionary<string, ImmutableArray<ResourceRule>> byType;

    public Pack(string name, string version, string description, ImmutableArray<Rule> rules)
    {
        (Name, Version, Description, Rules) = (name, version, description, rules);
        ResourceRules = [.. rules.OfType<ResourceRule>()];
        StackRules = [.. rules.OfType<StackRule>()];
        byType = ResourceRules.SelectMany(rule => rule.Types.Select(type => (type, rule))).GroupBy(pair => pair.type, pair => pair.rule)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.ToImmutableArray());
    }

    public string Name { get; }

    public string Version { get; }

    public string Description { get; }

    public ImmutableArray<Rule> Rules { get; }

    public ImmutableArray<ResourceRule> ResourceRules { get; }

    public ImmutableArray<StackRule> StackRules { get; }

    /// <summary>What keeps it from being run, a sentence each.</summary>
    internal ImmutableArray<string> Problems =>
        [.. Rules.GroupBy(rule => rule.Name).Where(alike => alike.Count() > 1).Select(alike =>
            $"The pack '{Name}' has {alike.Count()} rules called '{alike.Key}' ({string.Join(", ", alike.Select(rule => $"\"{rule.Demand}\""))}), and configuration, exemptions and reports tell rules apart by name: give each a name of its own.")];

    /// <summary>The name of a rule as a file of the project has it, which other packs may read too: <c>RULE</c>, or <c>PACK/RULE</c>; null where it is another pack's.</summary>
    internal string? Own(string written) => written.Split('/', 2) is [var pack, var rule] ? pack == Name ? rule : null : written;

    internal bool LooksAt(string rule, string type) => Rules.Any(known => known.Name == rule && known.Types.Contains(type));

    public ImmutableArray<ResourceRule> For(string type) => byType.GetValueOrDefault(type, []);
}
