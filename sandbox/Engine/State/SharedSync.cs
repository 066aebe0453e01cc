namespace Infra.Sandbox.Engine.State;

/// <summary>Puts what was written to a file on disk, once for all who wait meanwhile: a sync takes milliseconds, however much it carries.</summary>
/// <param name="flush">Syncs the file; never called twice at once.</param>
internal sealed class SharedSync(Action flush)
{
    readonly Lock gate = new();
    Task running = Task.CompletedTask;
    Task? next;
    bool isBehind;

    /// <summary>Something was written that must not be lost.</summary>
    public void Wrote()
    {
        lock (gate) isBehind = true;
    }

    /// <summary>Done when all that was written before this call is on disk.</summary>
    public Task CatchUpAsync()
    {
        lock (gate) return isBehind ? next ??= AfterAsync(running) : running;
    }

    async Task AfterAsync(Task before)
    {
        // Always yields: whoever asked holds the lock.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (running, next, isBehind) = (next!, null, false);
        flush();
    }
}
