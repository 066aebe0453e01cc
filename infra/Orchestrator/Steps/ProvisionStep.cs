using System.Globalization;
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

        var request = new StackRequest(work.Plan.Key.Environment(step.Side)).With(ConfigKeys.Release, step.Release.ToJson());
        if (await StableSizeAsync(work, ct) is { } size)
            request = request.With(ConfigKeys.Size, size);
        var failed = await work.UpAsync(request, ct);
        work.Routes.Forget();
        return failed ?? (StepResult)new StepResult.Done($"{step.Side.Title} runs {step.Release.Name} ({step.Release.Reference}).");
    }

    /// <summary>How many replicas serve users now, whatever autoscaling has made of them: the candidate must be able to bear as much. Null while nobody serves.</summary>
    private async Task<string?> StableSizeAsync(Work work, CancellationToken ct)
    {
        var stable = step.Side.Other;
        if (!work.Ledger.Set[stable].Attached)
            return null;
        var health = await work.Tools.Health.ReadAsync(await work.Routes.GetAsync(ct), stable, ct);
        return health.Wanted > 0 ? health.Wanted.ToString(CultureInfo.InvariantCulture) : null;
    }
}
