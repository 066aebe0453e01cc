using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator;

/// <summary>What became of a wish.</summary>
/// <param name="Outcome">How the rollout ended; null when a running conductor was told and works on it.</param>
public sealed record Answer(string Says, Outcome? Outcome);
