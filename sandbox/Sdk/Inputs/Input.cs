namespace Pulumi;

public class Input<T> : IInput
{
    readonly Output<T>? output;

    private protected Input()
    {
    }

    private protected Input(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        this.output = output;
    }

    IOutput IInput.ToUntypedOutput() => AsOutput();

    internal virtual Output<T> AsOutput() => output!;

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.AsOutput();
}
