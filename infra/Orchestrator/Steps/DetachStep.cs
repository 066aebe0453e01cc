using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Takes a side that has no traffic out of the rule; what it began it may finish.</summary>
internal sealed class DetachStep(PlannedStep.Detach step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var desired = work.Ledger.Set.With(step.Side, SideShare.Detached);
        if (await work.MovedAsync(desired, ct) is { } moved) return moved;
        if (work.Ledger.Set[step.Side].Weight > Weight.Zero)
            return new StepResult.Failed(FailureKind.Refused, $"{step.Side.Title} gets {work.Ledger.Set[step.Side].Weight} of {work.Plan.Key.Service}: a side with users is not taken out of the rule.");
        if (await work.UpAsync(work.Traffic(desired, step.Side.Other), ct) is { } failed) return failed;
        return await work.ReadBackAsync(desired, TimeSpan.FromSeconds(10), ct)
            ?? (StepResult)new StepResult.Done($"{step.Side.Title} is out of {work.Plan.Key.Service}'s rule.", desired);
    }
}
