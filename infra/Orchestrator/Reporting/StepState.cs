namespace Infra.Orchestrator.Reporting;

public enum StepState
{
    Waiting,
    Running,
    Done,
    Failed,

    /// <summary>Left out: the rollout ended before it, or a person asked to promote at once.</summary>
    Skipped,
}
