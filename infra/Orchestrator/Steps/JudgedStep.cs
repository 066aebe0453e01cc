using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>A step that the policies judge by the facts of the rollout, right before it acts.</summary>
internal sealed class JudgedStep(PlannedStep planned, IStep step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct) => await work.ForbiddenAsync(planned, ct) ?? await step.RunAsync(work, ct);
}
