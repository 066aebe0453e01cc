using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>The candidate becomes the side that serves: the traffic stack says so, and its environment's next update protects it.</summary>
internal sealed class PromoteStep(PlannedStep.Promote step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var desired = work.Ledger.Set;
        if (await work.MovedAsync(desired, ct) is { } moved) return moved;
        if (await work.UpAsync(work.Traffic(desired, step.Side), ct) is { } failed) return failed;
        return await work.ReadBackAsync(desired, TimeSpan.FromSeconds(10), ct)
            ?? await work.UpAsync(new StackRequest(work.Plan.Key.Environment(step.Side)), ct)
            ?? (StepResult)new StepResult.Done($"{step.Side.Title} serves {work.Plan.Key.Service} with {work.Plan.Release.Name}, and is protected.", desired);
    }
}
