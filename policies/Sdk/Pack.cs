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
        if (rules.CountBy(rule => rule.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new ArgumentException($"Two rules of the pack '{name}' are called '{twice}'.", nameof(rules));
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

    internal bool LooksAt(string rule, string type) => Rules.Any(known => known.Name == rule && known.Types.Contains(type));

    public ImmutableArray<ResourceRule> For(string type) => byType.GetValueOrDefault(type, []);
}
