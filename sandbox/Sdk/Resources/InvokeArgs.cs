namespace Pulumi;

public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new None();

    sealed class None : InvokeArgs;
}
