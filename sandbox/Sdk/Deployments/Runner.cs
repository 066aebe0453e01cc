namespace Pulumi;

/// <summary>Keeps count of everything that a program set going, so that the run ends when all of it has ended, or at the first failure.</summary>
internal sealed class Runner
{
    readonly Lock gate = new();
    readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<Exception> failures = [];
    TaskCompletionSource? idle;
    int running;

    public void Watch(Task task)
    {
        if (task.IsCompletedSuccessfully) return;
        lock (gate) running++;
        task.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public void Fail(Exception exception)
    {
        lock (gate)
        {
            // A failed registration fails every output that hangs on it, with the same exception.
            if (!failures.Contains(exception, ReferenceEqualityComparer.Instance)) failures.Add(exception);
        }
        failed.TrySetResult();
    }

    /// <summary>Waits until nothing runs any more or something failed; gives what failed.</summary>
    public async Task<IReadOnlyList<Exception>> WaitAsync()
    {
        Task nothingLeft;
        lock (gate)
        {
            idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (running == 0) idle.SetResult();
            nothingLeft = idle.Task;
        }
        await Task.WhenAny(nothingLeft, failed.Task);
        lock (gate) return [.. failures];
    }

    void Ended(Task task)
    {
        if (task.IsFaulted) Fail(task.Exception.InnerExceptions[0]);
        else if (task.IsCanceled) Fail(new TaskCanceledException(task));
        lock (gate)
        {
            if (--running == 0) idle?.TrySetResult();
        }
    }
}
