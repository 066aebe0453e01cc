namespace Pulumi.Serialization;

internal sealed class OutputSource<T> : IOutputSource
{
    readonly TaskCompletionSource<OutputData<T>> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Resource resource;

    public OutputSource(Resource resource)
    {
        this.resource = resource;
        Output = new Output<T>(source.Task, isWatched: false);
    }

    public Type Type => typeof(T);

    public IOutput Output { get; }

    public void Set(OutputData<object?> data) =>
        source.TrySetResult(new(data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret, data.Resources.Add(resource)));

    public void SetMissing(bool isKnown) => source.TrySetResult(new(default!, isKnown, false, [resource]));

    public void Fail(Exception exception) => source.TrySetException(exception);
}
