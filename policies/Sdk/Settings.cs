using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk;

/// <summary>What the configuration sets for one rule.</summary>
internal sealed class Settings(Struct? configured)
{
    public static Settings None { get; } = new(null);

    public Value? Find(string name) => configured is not null && configured.Fields.TryGetValue(name, out var value) ? value : null;
}
