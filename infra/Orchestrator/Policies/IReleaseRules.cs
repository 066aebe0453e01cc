using System.Collections.Immutable;
using Infra.Orchestrator.Provisioning;

namespace Infra.Orchestrator.Policies;

/// <summary>The policy pack, asked about what a rollout is about to do.</summary>
public interface IReleaseRules
{
    /// <returns>What it finds, advisory and mandatory; nothing when it has nothing against it.</returns>
    /// <remarks>Anything that is thrown means that nobody knows: the step is not taken.</remarks>
    Task<ImmutableArray<Violation>> JudgeAsync(ReleaseEvent happening, CancellationToken ct);
}
