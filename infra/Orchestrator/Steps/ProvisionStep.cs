using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Gives the idle side its release. It has no traffic, so nobody notices.</summary>
internal sealed class ProvisionStep(PlannedStep.Provision step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        if (await work.MovedAsync(work.Ledger.Set, ct) is { } moved) return moved;
        if (work.Ledger.Set[step.Side].Weight > Weight.Zero)
            return new StepResult.Failed(FailureKind.Refused, $"{step.Side.Title} gets {work.Ledger.Set[step.Side].Weight} of {work.Plan.Key.Service}: a side that serves users is never changed. See `infra status {work.Plan.Key.Service}`.");

        var size = await StableSize.ReadAsync(work.Tools, work.Routes, work.Ledger.Set, step.Side.Other, ct);
        var request = new StackRequest(work.Plan.Key.Environment(step.Side)).With(ConfigKeys.Release, step.Release.ToJson()).Sized(size);
        var failed = await work.UpAsync(request, ct);
        work.Routes.Forget();
        return failed ?? (StepResult)new StepResult.Done($"{step.Side.Title} runs {step.Release.Name} ({step.Release.Reference}).");
    }
}
