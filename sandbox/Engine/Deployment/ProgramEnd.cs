namespace Infra.Sandbox.Engine.Deployment;

/// <summary>A program may say that it is done and wait for the engine, so that what it serves stays up meanwhile.</summary>
internal sealed class ProgramEnd
{
    readonly TaskCompletionSource signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource engineDone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Signalled => signal.Task;

    public Task SignalAndWaitAsync(CancellationToken ct)
    {
        signal.TrySetResult();
        return engineDone.Task.WaitAsync(ct);
    }

    public void Release() => engineDone.TrySetResult();
}
