using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Puts a side into the rule without giving it anything.</summary>
internal sealed class AttachStep(PlannedStep.Attach step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var desired = work.Ledger.Set.With(step.Side, new(true, Weight.Zero));
        if (await work.MovedAsync(desired, ct) is { } moved) return moved;
        if (await work.UpAsync(work.Traffic(desired, work.Plan.Stable), ct) is { } failed) return failed;
        work.Routes.Forget();
        return await work.ReadBackAsync(desired, TimeSpan.FromSeconds(10), ct)
            ?? (StepResult)new StepResult.Done($"{step.Side.Title} is in {work.Plan.Key.Service}'s rule at 0%.", desired);
    }
}
