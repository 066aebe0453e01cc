using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>The package <c>pulumi</c>: references to other stacks.</summary>
/// <param name="readOutputs">The saved outputs of a stack of this backend; null when there is no such stack.</param>
internal sealed class BuiltinProvider(Func<string, PropertyMap?> readOutputs) : IProvider
{
    public const string StackReferenceType = "pulumi:pulumi:StackReference";

    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news)
    {
        Refuse(of.Type);
        return new CheckResult(news, news["name"] is null ? [new CheckFailure("name", "is required but not given")] : []);
    }

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) =>
        PropertyDiff.Of(oldInputs, news) is { Count: > 0 } changes ? new DiffResult(changes, ["name"], false) : DiffResult.None;

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) =>
        throw new EngineException($"{of.Urn} can only be read; give its name as id.");

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct)
    {
        Refuse(of.Type);
        return Task.FromResult<Made?>(new Made(id, inputs, Reference(inputs["name"] ?? id)));
    }

    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) =>
        throw new EngineException($"{of.Urn} can only be read.");

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => Task.CompletedTask;

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => Task.CompletedTask;

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) => token == "pulumi:pulumi:readStackOutputs"
        ? Task.FromResult(Reference(args["name"] ?? throw new EngineException("readStackOutputs needs the name of a stack.")))
        : throw new EngineException($"The package 'pulumi' has no function '{token}' in the sandbox; it has pulumi:pulumi:readStackOutputs.");

    PropertyMap Reference(PropertyValue name)
    {
        if (name.HasUnknown) return PropertyMap.Of(("name", name), ("outputs", PropertyValue.NotYet), ("secretOutputNames", PropertyValue.NotYet));
        var outputs = readOutputs(name.AsText ?? "") ?? throw new EngineException($"unknown stack \"{name.AsText}\"");
        return PropertyMap.Of(
            ("name", name),
            ("outputs", outputs),
            ("secretOutputNames", new PropertyValue.List([.. outputs.Where(output => output.Value.HasSecret).Select(output => (PropertyValue)output.Key)])));
    }

    static void Refuse(string type)
    {
        if (type != StackReferenceType) throw new EngineException($"The package 'pulumi' has no type '{type}' in the sandbox; it has {StackReferenceType}.");
    }
}
