using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>The package <c>pulumi</c>: references to other stacks, and values that a state keeps.</summary>
/// <param name="stacks">The saved stack of a name of this backend; null when there is none.</param>
/// <param name="find">The resource of a URN of this run or the last; null when there is none.</param>
internal sealed class BuiltinProvider(Func<string, Snapshot?> stacks, Func<string, ResourceState?> find) : IProvider
{
    public const string StackReferenceType = "pulumi:pulumi:StackReference";
    const string StashType = "pulumi:index:Stash";

    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news) => of.Type switch
    {
        StackReferenceType => new CheckResult(news, news["name"] is null ? [new CheckFailure("name", "is required but not given")] : []),
        StashType => new CheckResult(news, news["input"] is null ? [new CheckFailure("input", "is required but not given")] : []),
        _ => throw new EngineException($"The package 'pulumi' has no type '{of.Type}' in the sandbox; it has {StackReferenceType} and {StashType}."),
    };

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) =>
        PropertyDiff.Of(oldInputs, news) is { Count: > 0 } changes ? new DiffResult(changes, of.Type == StackReferenceType ? ["name"] : [], false) : DiffResult.None;

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) => of.Type == StashType
        ? Task.FromResult(new Made(preview ? "" : Guid.NewGuid().ToString(), inputs, Stashed(inputs, inputs["input"])))
        : throw new EngineException($"{of.Urn} can only be read; give its name as id.");

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        Task.FromResult<Made?>(new Made(id, inputs, of.Type == StashType ? outputs : Reference(inputs["name"] ?? id)));

    // What was stashed first stays; only a replacement stashes anew.
    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) =>
        Task.FromResult(Stashed(news, oldOutputs["output"]));

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => Task.CompletedTask;

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => Task.CompletedTask;

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) => Task.FromResult(token switch
    {
        "pulumi:pulumi:readStackOutputs" => Reference(Needed(args, "name", token)),
        "pulumi:pulumi:readStackResourceOutputs" => PropertyMap.Of(("outputs", new PropertyValue.Map(ResourceOutputs(Needed(args, "stackName", token))))),
        "pulumi:pulumi:getResource" => Resource(Needed(args, "urn", token).AsText ?? ""),
        _ => throw new EngineException($"The package 'pulumi' has no function '{token}' in the sandbox; it has readStackOutputs, readStackResourceOutputs and getResource."),
    });

    static PropertyMap Stashed(PropertyMap inputs, PropertyValue? output) => inputs.Set("output", output ?? PropertyValue.Nothing);

    static PropertyValue Needed(PropertyMap args, string name, string token) => args[name] ?? throw new EngineException($"{token} needs '{name}'.");

    PropertyMap Resource(string urn)
    {
        var resource = find(urn) ?? throw new EngineException($"unknown resource {urn}");
        return PropertyMap.Of(("urn", resource.Urn), ("id", resource.Id), ("state", new PropertyValue.Map(resource.Outputs)));
    }

    PropertyMap ResourceOutputs(PropertyValue stack) =>
        Stack(stack).Resources.Where(resource => !resource.Delete).Aggregate(PropertyMap.Empty, (all, resource) => all.Set(resource.Urn, new PropertyValue.Map(resource.Outputs)));

    PropertyMap Reference(PropertyValue name)
    {
        if (name.HasUnknown) return PropertyMap.Of(("name", name), ("outputs", PropertyValue.NotYet), ("secretOutputNames", PropertyValue.NotYet));
        var outputs = Stack(name).Root?.Outputs ?? PropertyMap.Empty;
        return PropertyMap.Of(
            ("name", name),
            ("outputs", outputs),
            ("secretOutputNames", new PropertyValue.List([.. outputs.Where(output => output.Value.HasSecret).Select(output => (PropertyValue)output.Key)])));
    }

    Snapshot Stack(PropertyValue name) => stacks(name.AsText ?? "") ?? throw new EngineException($"unknown stack \"{name.AsText}\"");
}
