namespace Pulumi;

public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data) : this(data, isWatched: true)
    {
    }

    /// <param name="data">The value to be.</param>
    /// <param name="isWatched">Whether a run waits for it. Not for what something else fills that the run waits for.</param>
    internal Output(Task<OutputData<T>> data, bool isWatched)
    {
        DataTask = data;
        if (isWatched) Deployment.Current?.Runner.Watch(data);
    }

    internal Output(OutputData<T> data) : this(Task.FromResult(data))
    {
    }

    internal Task<OutputData<T>> DataTask { get; }

    public static Output<T> Create(Task<T> value) => Output.Create(value);

    public Output<ValueTuple> Apply(Func<T, Task> func) => Then(async value =>
    {
        await func(value);
        return OutputData<ValueTuple>.Plain(default);
    });

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) =>
        Then(value => Task.FromResult(OutputData<TResult>.Plain(func(value))));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        Then(async value => OutputData<TResult>.Plain(await func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Then(value => DataOf(func(value)?.ToOutput()));

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => Then(value => DataOf(func(value)));

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Then(value => DataOf(func(value)));

    /// <summary>A text that explains the mistake: an output's value is not there yet when it is asked for.</summary>
    public override string ToString()
    {
        const string Explanation = "Calling [ToString] on an [Output<T>] is not supported.\n\n"
            + "To get the value of an Output<T> as an Output<string> consider either:\n"
            + "1: o.Apply(v => $\"prefix{v}suffix\")\n"
            + "2: Output.Format($\"prefix{hostname}suffix\");\n\n"
            + "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.\n"
            + "This function may throw in a future version of Pulumi.";
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } wish
            && (wish == "1" || wish.Equals("true", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException(Explanation);
        Log.Warn(Explanation);
        return Explanation;
    }

    async Task<OutputData<object?>> IOutput.GetUntypedDataAsync()
    {
        var data = await DataTask;
        return data.As<object?>(data.Value);
    }

    internal Output<T> WithIsSecret(Task<bool> isSecret)
    {
        return new(MarkAsync());

        async Task<OutputData<T>> MarkAsync() => await DataTask with { IsSecret = await isSecret };
    }

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataTask;
        return data.IsKnown ? data.Value : whenUnknown;
    }

    Output<TResult> Then<TResult>(Func<T, Task<OutputData<TResult>>> func) => new(ThenAsync(func));

    async Task<OutputData<TResult>> ThenAsync<TResult>(Func<T, Task<OutputData<TResult>>> func)
    {
        var outer = await DataTask;
        if (!outer.IsKnown) return OutputData<TResult>.Unknown(outer.IsSecret, outer.Resources);
        var inner = await func(outer.Value);
        return inner with { IsSecret = outer.IsSecret || inner.IsSecret, Resources = outer.Resources.Union(inner.Resources) };
    }

    static Task<OutputData<TResult>> DataOf<TResult>(Output<TResult>? output) =>
        output?.DataTask ?? Task.FromResult(OutputData<TResult>.Plain(default!));
}
