using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk;

/// <summary>One value that the pack's configuration may set for a rule.</summary>
public abstract record Setting(string Name, string Description)
{
    /// <summary>As a JSON schema, for the engine that checks a configuration before it sends it.</summary>
    internal abstract Struct Schema { get; }

    /// <summary>What is wrong with a configured value, or null.</summary>
    internal abstract string? Complaint(Value value);
}
