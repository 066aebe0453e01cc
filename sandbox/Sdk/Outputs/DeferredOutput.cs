namespace Pulumi;

public sealed class DeferredOutput<T>
{
    readonly TaskCompletionSource<OutputData<T>> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int resolved;

    public DeferredOutput() => Output = new Output<T>(source.Task);

    public Output<T> Output { get; }

    public void Resolve(Output<T> output)
    {
        if (Interlocked.Exchange(ref resolved, 1) == 1) throw new InvalidOperationException("The deferred output has been resolved already; it can be resolved once.");
        _ = ForwardAsync();

        async Task ForwardAsync()
        {
            try
            {
                source.SetResult(await output.DataTask);
            }
            catch (Exception e)
            {
                source.SetException(e);
            }
        }
    }
}
