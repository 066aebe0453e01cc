using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>What every policy of a pack is set to: its level and the defaults of its schema, then what the pack brings along for all of them, then for itself.</summary>
internal static class PackConfiguration
{
    public static ConfigureAnalyzerRequest Of(AnalyzerInfo info)
    {
        var request = new ConfigureAnalyzerRequest();
        foreach (var policy in info.Policies)
            request.PolicyConfig[policy.Name] = new() { EnforcementLevel = info.InitialConfig.TryGetValue("all", out var all) ? all.EnforcementLevel : policy.EnforcementLevel, Properties = Defaults(policy) };
        foreach (var (policy, given) in info.InitialConfig)
        {
            var properties = request.PolicyConfig.TryGetValue(policy, out var standing) ? standing.Properties : new Struct();
            foreach (var (name, value) in given.Properties?.Fields ?? []) properties.Fields[name] = value;
            request.PolicyConfig[policy] = new() { EnforcementLevel = given.EnforcementLevel, Properties = properties };
        }
        return request;
    }

    static Struct Defaults(PolicyInfo policy)
    {
        var defaults = new Struct();
        foreach (var (name, schema) in policy.ConfigSchema?.Properties?.Fields ?? [])
            if (schema.StructValue?.Fields.TryGetValue("default", out var value) is true) defaults.Fields[name] = value;
        return defaults;
    }
}
