namespace Pulumi;

public abstract class CallArgs : InputArgs
{
    public static readonly CallArgs Empty = new None();

    sealed class None : CallArgs;
}
