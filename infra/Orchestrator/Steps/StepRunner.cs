using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>Wraps every effect once: intent, attempts, time limit, outcome. Nothing else here catches whatever comes.</summary>
/// <param name="lost">The lease is somebody else's: whatever is under way stops at once, also what cancelling would let finish.</param>
internal sealed class StepRunner(TimeProvider time, CancellationToken lost)
{
    private static readonly TimeSpan _lookLimit = TimeSpan.FromSeconds(5);

    public async Task<StepResult> RunAsync(IStep step, StepPolicy policy, Work work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await TryAsync(step, policy, work with { Attempt = attempt }, ct);
            // That this attempt moved nothing says nothing about the one before it.
            if (attempt > 1 && !policy.StopsAtOnce && result is StepResult.Failed { Kind: not FailureKind.Error } stopped)
                return stopped with { Kind = FailureKind.Error };
            if (attempt == policy.Attempts || result is not StepResult.Failed { Kind: FailureKind.Error })
                return result;
            await Task.Delay(policy.Pause, time, policy.StopsAtOnce ? ct : lost);
        }
    }

    /// <summary>One look; a probe that breaks or hangs could not measure, and that is all it is.</summary>
    public async Task<Reading> LookAsync(Func<CancellationToken, Task<Reading>> look, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_lookLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await look(both.Token);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return new Reading.Blind(limit.IsCancellationRequested ? $"Counting took longer than {_lookLimit.Words}." : $"Could not measure: {e.Message}");
        }
    }

    private async Task<StepResult> TryAsync(IStep step, StepPolicy policy, Work work, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(policy.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lost, policy.StopsAtOnce ? ct : CancellationToken.None);
        try
        {
            return await step.RunAsync(work, both.Token);
        }
        catch (Exception e) when (lost.IsCancellationRequested)
        {
            throw new OperationCanceledException("The lease was lost.", e, lost);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return new StepResult.Failed(FailureKind.Error, $"It took longer than {policy.Timeout.Words}.");
        }
        catch (Exception e) when (!both.IsCancellationRequested)
        {
            return new StepResult.Failed(FailureKind.Error, e.Message);
        }
    }
}
