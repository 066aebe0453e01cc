using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Plain(value));

    public static Output<T> Create<T>(Task<T> value) => new(FromAsync(value, isSecret: false));

    public static Output<T> CreateSecret<T>(T value) => new(OutputData<T>.Plain(value) with { IsSecret = true });

    public static Output<T> CreateSecret<T>(Task<T> value) => new(FromAsync(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Output<T> value) => value.WithIsSecret(Task.FromResult(true));

    public static Output<T> Unsecret<T>(Output<T> output) => output.WithIsSecret(Task.FromResult(false));

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataTask).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => AllOf(inputs.Select(input => input.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => AllOf(inputs.Select(input => input.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => AllOf(outputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => AllOf(outputs);

    public static Output<string> Format(FormattableString formattableString)
    {
        var parts = formattableString.GetArguments().Select(part => Untyped(part) ?? new Output<object?>(OutputData<object?>.Plain(part))).ToArray();
        return Join(async () =>
        {
            var values = new object?[parts.Length];
            for (var i = 0; i < parts.Length; i++) values[i] = (await parts[i].GetUntypedDataAsync()).Value;
            return string.Format(CultureInfo.InvariantCulture, formattableString.Format, values);
        }, parts);
    }

    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null) =>
        new(OutputJson.SerializeAsync(value, options));

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null) =>
        json.Apply(text => JsonSerializer.Deserialize<T>(text, options)!);

    internal static IOutput? Untyped(object? value) => value switch
    {
        IOutput output => output,
        IInput input => input.ToUntypedOutput(),
        _ => null,
    };

    /// <summary>Waits for all the items; the result is known when all are, secret when one is, and depends on what they depend on.</summary>
    internal static Output<T> Join<T>(Func<Task<T>> build, params IOutput[] items)
    {
        return new(JoinAsync());

        async Task<OutputData<T>> JoinAsync()
        {
            var (isKnown, isSecret, resources) = (true, false, ImmutableHashSet<Resource>.Empty);
            foreach (var item in items)
            {
                var data = await item.GetUntypedDataAsync();
                isKnown &= data.IsKnown;
                isSecret |= data.IsSecret;
                resources = resources.Union(data.Resources);
            }
            return isKnown ? new(await build(), true, isSecret, resources) : OutputData<T>.Unknown(isSecret, resources);
        }
    }

    static Output<ImmutableArray<T>> AllOf<T>(IEnumerable<Output<T>> outputs)
    {
        var all = outputs.ToArray();
        return Join(async () =>
        {
            var values = ImmutableArray.CreateBuilder<T>(all.Length);
            foreach (var output in all) values.Add(await Value(output));
            return values.MoveToImmutable();
        }, all);
    }

    static async Task<OutputData<T>> FromAsync<T>(Task<T> value, bool isSecret) => OutputData<T>.Plain(await value) with { IsSecret = isSecret };

    static async Task<T> Value<T>(Output<T> output) => (await output.DataTask).Value;
}
