using System.Collections.Immutable;

namespace Infra.Orchestrator.Provisioning;

/// <summary>A backend's stacks of this project.</summary>
public interface IStackList : IStackOutputs
{
    /// <exception cref="StackException">The backend can't be asked.</exception>
    /// <returns>The names of all, those that hold nothing too.</returns>
    Task<ImmutableArray<string>> NamesAsync(CancellationToken ct);
}
