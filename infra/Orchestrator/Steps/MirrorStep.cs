using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Begins or ends sending a side copies: users stay where they are.</summary>
internal sealed class MirrorStep(PlannedStep.Mirror step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var desired = Desired(work.Ledger.Set, step);
        if (await work.MovedAsync(desired, ct) is { } moved) return moved;
        if (desired.Mirror is not null && await work.UnfitAsync(step.Side, ct) is { } unfit) return unfit;
        if (await work.UpAsync(work.Traffic(desired, work.Plan.Stable), ct) is { } failed) return failed;
        return await work.ReadBackAsync(desired, TimeSpan.FromSeconds(10), ct)
            ?? (StepResult)new StepResult.Done(desired.Mirror is null ? $"{step.Side.Title} gets no copies any more." : $"{step.Side.Title} gets copies of {step.Share} of {work.Plan.Key.Service}'s requests.", desired);
    }

    public static Shares Desired(Shares set, PlannedStep.Mirror step) => set with { Mirror = step.Share == Weight.Zero ? null : new(step.Side, step.Share) };
}
