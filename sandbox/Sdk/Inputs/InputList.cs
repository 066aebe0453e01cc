using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    Output<ImmutableArray<Input<T>>> items;

    public InputList() : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    InputList(Output<ImmutableArray<Input<T>>> items) => this.items = items;

    internal override Output<ImmutableArray<T>> AsOutput() => items.Apply(inputs => inputs.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All<T>(inputs));

    public void Add(params Input<T>[] inputs) => items = Join(items, Output.Create(inputs.ToImmutableArray()));

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => items = Join(items, inputs.items);

    public InputList<T> Concat(InputList<T> other) => new(Join(items, other.items));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var item in await items.GetValueAsync(whenUnknown: [])) yield return item;
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType().FullName} can't be enumerated synchronously: its items may not be there yet. Use 'await foreach', or 'Apply'.");

    public static implicit operator InputList<T>(T value) => Of((Input<T>)value);

    public static implicit operator InputList<T>(Output<T> value) => Of((Input<T>)value);

    public static implicit operator InputList<T>(Input<T> value) => Of(value);

    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(Items));

    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(Items));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(Items));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) =>
        new(values.Apply(array => array.IsDefault ? [] : Items(array)));

    static InputList<T> Of(params IEnumerable<Input<T>> inputs) => new(Output.Create(inputs.ToImmutableArray()));

    static ImmutableArray<Input<T>> Items(IEnumerable<T> values) => [.. values.Select(value => (Input<T>)value)];

    static Output<ImmutableArray<Input<T>>> Join(Output<ImmutableArray<Input<T>>> first, Output<ImmutableArray<Input<T>>> second) =>
        Output.Tuple(first, second).Apply(pair => pair.Item1.AddRange(pair.Item2));
}
