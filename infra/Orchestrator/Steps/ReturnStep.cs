using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator.Steps;

/// <summary>Gives users back to a side at once: past stacks, policies and windows, straight to the router, and read back.</summary>
internal sealed class ReturnStep(PlannedStep.Return step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var route = await work.Routes.GetAsync(ct);
        // Health that can't be read costs the first attempt only.
        if (work.Attempt == 1 && await OnlyOtherIsHealthyAsync(work, route, ct) is { } stay) return stay;

        var desired = work.Ledger.Set.Shift(step.To, Weight.All);
        await work.Tools.Router.SetAsync(route, desired, work.Confirm, ct);
        return await work.ReadBackAsync(desired, TimeSpan.FromSeconds(5), ct)
            ?? (StepResult)new StepResult.Done($"{step.To.Title} holds 100% of {work.Plan.Key.Service} again.", desired);
    }

    /// <summary>While promoting, the candidate may be the only healthy side: then returning would leave users with nobody.</summary>
    private async Task<StepResult.Failed?> OnlyOtherIsHealthyAsync(Work work, Route route, CancellationToken ct)
    {
        var (from, service) = (step.To.Other, work.Plan.Key.Service);
        var to = await work.Tools.Health.ReadAsync(route, step.To, ct);
        return to.Healthy == 0 && await work.Tools.Health.ReadAsync(route, from, ct) is { Healthy: > 0 } other
            ? new(FailureKind.Unhealthy, $"{step.To.Title} has {Work.Say(to)} and {from.Word} {Work.Say(other)}: {from.Word} keeps the users of {service}. Mend {step.To.Word}, then `infra rollback {service}`.")
            : null;
    }
}
