using System.Diagnostics;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Which code performs which planned step, and how patiently.</summary>
internal static class StepList
{
    /// <param name="limit">Of one attempt, as the plan says; a return, and the wait for health, keep their own.</param>
    public static (IStep Step, StepPolicy Policy) For(PlannedStep planned, TimeSpan? limit)
    {
        var (step, policy) = For(planned);
        return (step, limit is { } shorter && planned is not (PlannedStep.Return or PlannedStep.Ready) ? policy with { Timeout = shorter } : policy);
    }

    private static (IStep Step, StepPolicy Policy) For(PlannedStep planned) => planned switch
    {
        PlannedStep.Preview => (new PreviewStep(), StepPolicy.Looks),
        PlannedStep.Detach step => (new DetachStep(step), StepPolicy.Moves),
        PlannedStep.Provision step => (new JudgedStep(step, new ProvisionStep(step)), StepPolicy.Builds),
        PlannedStep.Ready step => (new ReadyStep(step), StepPolicy.Looks with { Timeout = step.Within + TimeSpan.FromMinutes(1) }),
        PlannedStep.Attach step => (new AttachStep(step), StepPolicy.Moves),
        PlannedStep.Smoke step => (new SmokeStep(step), StepPolicy.Looks),
        PlannedStep.Mirror step => (new MirrorStep(step), StepPolicy.Moves),
        PlannedStep.Shift step => (new JudgedStep(step, new ShiftStep(step)), StepPolicy.Moves),
        PlannedStep.Promote step => (new PromoteStep(step), StepPolicy.Moves),
        PlannedStep.Retire step => (new JudgedStep(step, new RetireStep(step)), StepPolicy.Builds),
        PlannedStep.Return step => (new ReturnStep(step), StepPolicy.Returns),
        PlannedStep.Reconcile step => (new ReconcileStep(step), StepPolicy.Moves),
        _ => throw new UnreachableException($"{planned.GetType().Name} only waits"),
    };
}
