using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Waits until every replica of a side is healthy.</summary>
internal sealed class ReadyStep(PlannedStep.Ready step) : IStep
{
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(250);

    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var route = await work.Routes.GetAsync(ct);
        for (var end = work.Tools.Time.GetUtcNow() + step.Within; ;)
        {
            var health = await work.Tools.Health.ReadAsync(route, step.Side, ct);
            if (health.IsFit)
                return new StepResult.Done($"{step.Side.Title} has {Work.Say(health)}.");
            if (work.Tools.Time.GetUtcNow() >= end)
                return new StepResult.Failed(FailureKind.Unhealthy, $"{step.Side.Title} has {Work.Say(health)} after {step.Within.Words}; it gets no traffic of {work.Plan.Key.Service}.");
            await Task.Delay(_again, work.Tools.Time, ct);
        }
    }
}
