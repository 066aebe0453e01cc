using System.Collections.Immutable;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>A stack with its state and configuration at hand.</summary>
internal sealed record OpenStack
{
    public required string Name { get; init; }
    public required string Project { get; init; }
    public required string WorkingDirectory { get; init; }

    public required StackStore Store { get; init; }
    public required Snapshot Snapshot { get; init; }
    public required StackSecrets Secrets { get; init; }
    public required StackConfig Config { get; init; }

    /// <summary>As the stack's file holds it: secrets encrypted.</summary>
    public required ImmutableSortedDictionary<string, ConfigValue> StoredConfig { get; init; }
}
