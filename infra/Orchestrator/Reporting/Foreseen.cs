using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>What comes when nobody does anything.</summary>
/// <param name="At">Not before this time: effects take time that nobody knows beforehand.</param>
public sealed record Foreseen(DateTimeOffset At, string Says);
