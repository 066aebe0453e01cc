using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output holds once it is there: a value, whether it is known and secret, and the resources it came from.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData<T> Plain(T value) => new(value, true, false, []);

    public static OutputData<T> Unknown(bool isSecret, ImmutableHashSet<Resource> resources) => new(default!, false, isSecret, resources);

    public OutputData<TOther> As<TOther>(TOther value) => new(value, IsKnown, IsSecret, Resources);
}
