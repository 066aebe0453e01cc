using System.Collections.Immutable;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Pulumi stacks, by name. What an engineer can mend comes back as a report; only a bug is thrown.</summary>
public interface IStacks
{
    /// <summary>What an update would do, judged by the policies; changes nothing.</summary>
    Task<StackReport> PreviewAsync(StackRequest request, CancellationToken ct);

    Task<StackReport> UpAsync(StackRequest request, CancellationToken ct);

    Task<StackReport> DestroyAsync(StackRequest request, CancellationToken ct);

    /// <exception cref="StackException">The state can't be read.</exception>
    /// <returns>The outputs of the last update as text; empty for a stack that was never updated.</returns>
    Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct);
}
