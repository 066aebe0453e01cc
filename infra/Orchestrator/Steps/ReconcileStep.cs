using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Tells the stacks what was done directly. No pack stands before it; the pack's opinion is asked afterwards, as a finding.</summary>
internal sealed class ReconcileStep(PlannedStep.Reconcile step) : IStep
{
    public async Task<StepResult> RunAsync(Work work, CancellationToken ct)
    {
        var request = work.Traffic(work.Ledger.Set, step.Serving);
        if (await work.UpAsync(request with { UnderPolicies = false }, ct) is { } failed) return failed;
        if (work.Ledger.Began<PlannedStep.Promote>())
        {
            // Who is protected changed hands with who serves.
            foreach (var side in new[] { step.Serving, step.Serving.Other })
                if (await work.UpAsync(new StackRequest(work.Plan.Key.Environment(side)) { UnderPolicies = false }, ct) is { } stuck)
                    return stuck;
        }

        var opinion = await work.Tools.Stacks.PreviewAsync(request, ct);
        work.Tell(opinion);
        var findings = new[] { opinion.Succeeded ? null : opinion.Why, await FindingAsync(work, ct) }.OfType<string>().ToArray();
        var says = $"The stacks say that {step.Serving.Word} serves {work.Plan.Key.Service}";
        return new StepResult.Done(findings.Length == 0 ? $"{says}." : $"{says}; but: {string.Join(' ', findings)}");
    }

    /// <summary>What the rules say about the return itself. Whatever they do, users are where they belong.</summary>
    private async Task<string?> FindingAsync(Work work, CancellationToken ct)
    {
        try
        {
            return (await work.ForbiddenAsync(new PlannedStep.Return(Decider.ReturnId, step.Serving), ct))?.Why;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return $"The policies could not be asked about the return: {e.Message}";
        }
    }
}
