using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Gives a side its next share: only over weights that are as we left them, only to a side that can take it, and read back.</summary>
internal sealed class ShiftStep(PlannedStep.Shift step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var desired = work.Ledger.Set.Shift(step.Side, step.Weight);
        if (await work.MovedAsync(desired, ct) is { } moved) return moved;
        if (await work.UnfitAsync(step.Side, ct) is { } unfit) return unfit;
        if (await work.UpAsync(work.Traffic(desired, work.Plan.Stable), ct) is { } failed) return failed;
        if (work.Plan.Stable is null)
            work.Routes.Forget(); // the first rule of this service has just been made
        return await work.ReadBackAsync(desired, TimeSpan.FromSeconds(10), ct)
            ?? (StepResult)new StepResult.Done($"{step.Side.Title} holds {step.Weight} of {work.Plan.Key.Service}.", desired);
    }
}
