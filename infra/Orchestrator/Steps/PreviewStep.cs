using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Looks at everything that the rollout will touch before it touches anything.</summary>
internal sealed class PreviewStep : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var (plan, release) = (work.Plan, work.Plan.Release);
        if ((await work.Tools.Stacks.OutputsAsync(plan.Key.Network, ct)).IsEmpty)
            return new StepResult.Failed(FailureKind.Refused, $"{plan.Key.Network} was never brought up. Run `infra up {plan.Key.Network}` first.");
        // An artefact by tag is for the policies to refuse.
        if (release.Digest.Length > 0 && await work.Tools.Artefacts.MissingAsync(release, ct) is { } missing)
            return new StepResult.Failed(FailureKind.Refused, missing);

        // An environment asks the traffic stack who serves: on a first release that stack has to exist before.
        var size = await StableSize.ReadAsync(work.Tools, work.Routes, work.Ledger.Set, plan.Candidate.Other, ct);
        StackRequest[] requests =
        [
            new(plan.Key.Network),
            new(plan.Key.Traffic),
            new StackRequest(plan.Key.Environment(plan.Candidate)).With(ConfigKeys.Release, release.ToJson()).Sized(size),
        ];
        var changes = 0;
        foreach (var request in requests)
        {
            var report = await work.Tools.Stacks.PreviewAsync(request, ct);
            work.Tell(report);
            if (!report.Succeeded)
                return Work.Failed(report);
            changes += report.ChangeCount;
        }

        // What forbids the first move is known before anything is made for it.
        foreach (var step in plan.Steps.Where(step => step is PlannedStep.Provision or PlannedStep.Shift).DistinctBy(step => step.GetType()))
        {
            if (await work.ForbiddenAsync(step, ct) is { } forbidden)
                return forbidden;
        }

        return new StepResult.Done($"{changes} changes in {requests.Length} stacks; no policy forbids them.");
    }
}
