using System.Collections.Immutable;

namespace Pulumi;

public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override ImmutableDictionary<string, object?> ToDictionary() => dictionary;
}
