using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

internal sealed class SmokeStep(PlannedStep.Smoke step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct) =>
        await work.Tools.Smoke.AskAsync(await work.Routes.GetAsync(ct), step.Side, step.Path, step.Requests, ct) is { } wrong
            ? new StepResult.Failed(FailureKind.Unhealthy, $"Smoke on {step.Side.Word}: {wrong}")
            : new StepResult.Done($"{step.Side.Title} answered {step.Requests} of {step.Requests} requests for {step.Path} with 2xx.");
}
