namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The calls of a program that are being answered. A program may end, or be ended, before its calls are.</summary>
internal sealed class Activity
{
    readonly Lock gate = new();
    readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int active;
    bool closed;

    /// <summary>False when no more calls are taken.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (closed) return false;
            active++;
            return true;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            active--;
            if (closed && active == 0) idle.TrySetResult();
        }
    }

    /// <summary>Takes no more calls, and waits for those that are being answered.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            if (active == 0) idle.TrySetResult();
            return idle.Task;
        }
    }
}
