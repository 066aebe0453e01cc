using System.Collections.Immutable;

namespace Pulumi;

public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    public Output<object?> GetOutput(Input<string> name) =>
        Output.Tuple(name.ToOutput(), Outputs)
            .Apply(pair => (object?)pair.Item2.GetValueOrDefault(pair.Item1))
            .WithIsSecret(IsSecretAsync(name));

    public Output<object> RequireOutput(Input<string> name) =>
        Output.Tuple(name.ToOutput(), Name, Outputs)
            .Apply(all => all.Item3.TryGetValue(all.Item1, out var value)
                ? value
                : throw new KeyNotFoundException($"Required output '{all.Item1}' does not exist on stack '{all.Item2}'."))
            .WithIsSecret(IsSecretAsync(name));

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask;
        return data.IsSecret ? new() { SecretValue = data.Value } : new() { Value = data.Value };
    }

    public Task<object?> GetValueAsync(Input<string> name) => PlainAsync(GetOutput(name), nameof(GetValueAsync), nameof(GetOutput));

    public Task<object> RequireValueAsync(Input<string> name) => PlainAsync(RequireOutput(name), nameof(RequireValueAsync), nameof(RequireOutput));

    static async Task<T> PlainAsync<T>(Output<T> output, string method, string instead)
    {
        var data = await output.DataTask;
        return data.IsSecret
            ? throw new InvalidOperationException($"Cannot call '{method}' if the referenced stack has secret outputs. Use '{instead}' instead.")
            : data.Value;
    }

    // The map of all outputs is secret as soon as one of them is; a single output is secret only when it is listed.
    async Task<bool> IsSecretAsync(Input<string> name)
    {
        var wanted = await name.ToOutput().DataTask;
        var listed = await SecretOutputNames.DataTask;
        if (wanted.IsKnown && listed.IsKnown) return !listed.Value.IsDefault && listed.Value.Contains(wanted.Value);
        return (await Outputs.DataTask).IsSecret;
    }
}
