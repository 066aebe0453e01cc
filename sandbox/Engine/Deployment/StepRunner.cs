using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Does one step: says so, records the intent, acts, records the outcome. The one place where a failure of a provider becomes an outcome.</summary>
internal sealed class StepRunner(Run run)
{
    /// <summary>The resource after the step; null when it failed, which has been said then.</summary>
    /// <param name="act">What the provider does, to the state that should result.</param>
    /// <param name="record">Makes the outcome part of the deployment.</param>
    /// <param name="pending">The word for the intent (creating, updating, …); null when nothing real can be left half done.</param>
    public async Task<ResourceState?> DoAsync(Step step, string? pending, Func<Task<ResourceState>> act, Action<ResourceState> record)
    {
        if (run.IsPreview) pending = null;
        int? operation = null;
        var unheard = false;
        await run.Slots.WaitAsync(CancellationToken.None);
        try
        {
            if (run.MustStop) return null;
            run.Events.Pre(step);
            if (pending is not null)
            {
                operation = run.State.Begin(pending, step.Subject);
                // Before it acts: what a power cut leaves half made must have been announced.
                await run.State.SyncAsync();
            }
            return await DoAsync(step, act, record);
        }
        catch (Exception e) when (e is EngineException or WorldException or OperationCanceledException)
        {
            unheard = e is UnheardException or OperationCanceledException;
            Failed(step, e is OperationCanceledException ? $"{step.Op.Word} was cancelled before it was done" : e.Message);
            return null;
        }
        finally
        {
            // What may have happened all the same stays pending: the next run goes on with it.
            if (operation is { } begun && !unheard) End(step, begun);
            run.Slots.Release();
        }
    }

    async Task<ResourceState?> DoAsync(Step step, Func<Task<ResourceState>> act, Action<ResourceState> record)
    {
        try
        {
            var result = await act();
            record(result);
            // Before anybody hears of it: what comes next stands on it.
            await run.State.SyncAsync();
            run.Count(step);
            if (run.IsPreview || step.New?.Custom != false || step.Op is Op.Delete or Op.DeleteReplaced)
                run.Events.Outputs(step with { New = step.New is null ? null : result });
            return result;
        }
        catch (PartialFailureException e)
        {
            record(Partial(step, e));
            await run.State.SyncAsync();
            Failed(step, e.Message);
            return null;
        }
    }

    // A disk that refuses this line must not keep the slot that others wait for; the step stays pending, and is looked for again.
    void End(Step step, int operation)
    {
        try
        {
            run.State.End(operation);
        }
        catch (UnheardException e)
        {
            run.Fail(step.Urn, e.Message);
        }
    }

    void Failed(Step step, string message)
    {
        run.Fail(step.Urn, message);
        if (!run.IsPreview) run.Events.Failed(step);
    }

    // Of an update that half happened the old inputs are kept, so that the next look sees a change.
    ResourceState Partial(Step step, PartialFailureException e) => step.Subject with
    {
        Id = e.Id,
        Outputs = e.Outputs,
        Inputs = step.Op == Op.Update ? step.Old!.Inputs : step.Subject.Inputs,
        InitErrors = [run.Events.Secrets.Hide(e.Message)],
    };
}
