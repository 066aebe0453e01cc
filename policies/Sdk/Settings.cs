using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk;

/// <summary>What the configuration sets for one rule.</summary>
public sealed class Settings
{
    readonly Struct? configured;

    internal Settings(Struct? configured) => this.configured = configured;

    public static Settings None { get; } = new(null);

    internal Value? Find(string name) => configured is not null && configured.Fields.TryGetValue(name, out var value) ? value : null;
}
