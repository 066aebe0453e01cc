namespace Pulumi;

public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new None();

    sealed class None : ResourceArgs;
}
