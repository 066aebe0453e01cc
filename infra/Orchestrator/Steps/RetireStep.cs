using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Empties a side that no rule knows any more.</summary>
internal sealed class RetireStep(PlannedStep.Retire step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        if (await work.MovedAsync(work.Ledger.Set, ct) is { } moved) return moved;
        var stack = work.Plan.Key.Environment(step.Side);
        // It served, so its resources are protected in its state; an update as it is takes that off, and only then may they go.
        if (await work.UpAsync(new StackRequest(stack), ct) is { } failed) return failed;
        if (await work.UpAsync(new StackRequest(stack).With(ConfigKeys.Release, Release.None.ToJson()), ct) is { } stuck) return stuck;
        work.Routes.Forget();
        return new StepResult.Done($"{step.Side.Title} declares nothing any more.");
    }
}
