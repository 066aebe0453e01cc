using System.Collections.Immutable;

namespace Infra.Orchestrator.Provisioning;

/// <summary>What stacks published: all that is needed to look at a service without touching it.</summary>
public interface IStackOutputs
{
    /// <exception cref="StackException">The state can't be read.</exception>
    /// <returns>The outputs of the last update as text; empty for a stack that was never updated.</returns>
    Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct);
}
