using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    Output<ImmutableDictionary<string, Input<TValue>>> entries;

    public InputMap() : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries) => this.entries = entries;

    internal override Output<ImmutableDictionary<string, TValue>> AsOutput() => entries.Apply(map =>
    {
        var pairs = map.ToArray();
        return Output.All(pairs.Select(pair => pair.Value))
            .Apply(values => pairs.Select(pair => pair.Key).Zip(values).ToImmutableDictionary(pair => pair.First, pair => pair.Second));
    });

    public Input<TValue> this[string key]
    {
        set => entries = entries.Apply(map => map.SetItem(key, value));
    }

    public void Add(string key, Input<TValue> value) => entries = entries.Apply(map => map.Add(key, value));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values) =>
        entries = Output.Tuple(entries, values.entries).Apply(pair => pair.Item1.AddRange(pair.Item2));

    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(Output.Tuple(first.entries, second.entries).Apply(pair => pair.Item1.SetItems(pair.Item2)));

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var (key, value) in await entries.GetValueAsync(whenUnknown: ImmutableDictionary<string, Input<TValue>>.Empty))
            yield return value.ToOutput().Apply(plain => KeyValuePair.Create(key, plain));
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType().FullName} can't be enumerated synchronously: its entries may not be there yet. Use 'await foreach', or 'Apply'.");

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Output.Create(Entries(values)));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Output.Create(Entries(values)));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(Entries));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(Entries));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(Entries));

    static ImmutableDictionary<string, Input<TValue>> Entries(IEnumerable<KeyValuePair<string, TValue>> values) =>
        values.ToImmutableDictionary(pair => pair.Key, pair => (Input<TValue>)pair.Value);
}
