using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>What every policy of a pack is set to: its level and the defaults of its schema, then what the pack brings along, then what is given; each for all policies first, then for single ones.</summary>
internal static class PackConfiguration
{
    /// <exception cref="EngineException">It does not keep the pack's schemas, with all that is wrong.</exception>
    public static ConfigureAnalyzerRequest Of(AnalyzerInfo info, PackSettings? given)
    {
        var request = new ConfigureAnalyzerRequest();
        foreach (var policy in info.Policies) request.PolicyConfig[policy.Name] = new() { EnforcementLevel = policy.EnforcementLevel, Properties = Defaults(policy) };
        Apply(request, info.InitialConfig.ToDictionary(one => one.Key, one => new PackSettings.Entry(one.Value.EnforcementLevel, one.Value.Properties ?? new())));
        if (given is not null) Apply(request, given.Entries);
        string[] problems = [.. info.Policies.Where(policy => Matters(policy, info, given)).SelectMany(policy => PackSchema.Problems(policy, request.PolicyConfig[policy.Name].Properties))];
        return problems.Length == 0 ? request : throw new EngineException($"{given?.File ?? "The configuration that it brings along"} does not keep what the policy pack '{info.Name}' asks of its configuration: {string.Join("; ", problems)}.");
    }

    static void Apply(ConfigureAnalyzerRequest request, IReadOnlyDictionary<string, PackSettings.Entry> entries)
    {
        if (entries.GetValueOrDefault("all")?.Level is { } ofAll)
            foreach (var policy in request.PolicyConfig.Values) policy.EnforcementLevel = ofAll;
        foreach (var (policy, entry) in entries)
        {
            if (!request.PolicyConfig.TryGetValue(policy, out var standing)) request.PolicyConfig[policy] = standing = new() { Properties = new() };
            standing.EnforcementLevel = entry.Level ?? standing.EnforcementLevel;
            foreach (var (name, value) in entry.Properties.Fields) standing.Properties.Fields[name] = value;
        }
    }

    // Defaults alone keep their schema, and most runs have nothing else.
    static bool Matters(PolicyInfo policy, AnalyzerInfo info, PackSettings? given) =>
        policy.ConfigSchema is { } schema && (schema.Required.Count > 0 || info.InitialConfig.ContainsKey(policy.Name) || given?.Entries.ContainsKey(policy.Name) == true);

    static Struct Defaults(PolicyInfo policy)
    {
        var defaults = new Struct();
        foreach (var (name, schema) in policy.ConfigSchema?.Properties?.Fields ?? [])
            if (schema.StructValue?.Fields.TryGetValue("default", out var value) is true) defaults.Fields[name] = value;
        return defaults;
    }
}
