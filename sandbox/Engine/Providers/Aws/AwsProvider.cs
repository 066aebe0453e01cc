using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>The simulated AWS: definitions say what is allowed, what replaces and what comes out; a few types do something real.</summary>
internal sealed class AwsProvider(AwsSettings settings, AwsHost host) : IProvider
{
    const string DefaultsKey = "__defaults";

    readonly CloudResources resources = new(host.Cloud, RealTypes.All(host), Key);

    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news)
    {
        var definition = Definition(of.Type);
        var defaults = ImmutableArray.CreateBuilder<PropertyValue>();
        var failures = ImmutableArray.CreateBuilder<CheckFailure>();
        var inputs = news.Remove(DefaultsKey);
        if (definition.Name is { } auto && inputs[auto.Property] is null or PropertyValue.Null)
        {
            var name = olds is not null && olds[DefaultsKey]?.AsList.Any(item => item.AsText == auto.Property) == true && olds[auto.Property] is { } old
                ? old
                : $"{auto.Prefix}{of.Name}-{RandomNumberGenerator.GetHexString(7, lowercase: true)}";
            if (name.AsText is { } text && text.Length > auto.MaxLength)
                failures.Add(new CheckFailure(auto.Property, $"would be '{text}', {text.Length} characters; at most {auto.MaxLength} are allowed. Give the resource a shorter name or set '{auto.Property}'"));
            inputs = inputs.Set(auto.Property, name);
            defaults.Add(auto.Property);
        }
        failures.AddRange(InputCheck.Of(host.Package, definition.Inputs, inputs, isLenient: true));
        return new CheckResult(inputs.Set(DefaultsKey, new PropertyValue.List(defaults.ToImmutable())), failures.ToImmutable());
    }

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news)
    {
        var definition = Definition(of.Type);
        var changes = PropertyDiff.Of(oldInputs, news);
        if (definition.Outputs.Any(output => output.Name == "tagsAll") && TagsAll(news) is var tags && oldOutputs["tagsAll"] is { } before && !before.Plain.Equals(new PropertyValue.Map(tags.Plain)))
            changes = changes.SetItem("tagsAll", DiffKind.Update);
        if (changes.Count == 0) return DiffResult.None;
        var roots = changes.Keys.Select(PropertyDiff.Root).ToHashSet();
        ImmutableArray<string> replaces = [.. definition.Inputs.Where(input => input.Replaces && roots.Contains(input.Name)).Select(input => input.Name)];
        return new DiffResult(changes, replaces, definition.DeleteBeforeReplace || NameIsTaken(definition, oldInputs, news));
    }

    public async Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) => preview
        ? Make(of, inputs, new Dice(Dice.NewSeed()), preview)
        : await resources.CreateAsync(of, dice => Make(of, inputs, dice, preview), null, ct);

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        resources.ReadAsync(of, id, inputs, outputs, IsInRegion, ct);

    public async Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct)
    {
        var outputs = OutputRules.Change(Definition(of.Type), id, oldOutputs, news, settings, preview);
        return preview ? outputs : await resources.UpdateAsync(of, id, news, outputs, ct);
    }

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => resources.DeleteAsync(of, id, outputs, ct);

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => resources.AbandonAsync(of, known, ct);

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) =>
        Task.FromResult(AwsFunctions.Call(token, args, settings, host.Package));

    PropertyMap TagsAll(PropertyMap inputs) => settings.DefaultTags.With(inputs["tags"]?.AsMap ?? PropertyMap.Empty);

    // A name of the program's own can't live twice, so the old one has to go first.
    static bool NameIsTaken(ResourceDefinition definition, PropertyMap olds, PropertyMap news) =>
        definition.Name is { } auto && news[auto.Property] is { } name && name.Plain.Equals(olds[auto.Property]?.Plain)
        && news[DefaultsKey]?.AsList.Any(item => item.AsText == auto.Property) != true;

    static string Key(string id, PropertyMap outputs) => outputs["arn"]?.AsText ?? id;

    // An ARN names its region, but for what is everywhere.
    bool IsInRegion(string key) => !(key.Split(':') is ["arn", _, _, { Length: > 0 } its, ..] && its != settings.Region);

    Made Make(Subject of, PropertyMap inputs, Dice dice, bool preview) => OutputRules.Make(Definition(of.Type), inputs, settings, dice, preview);

    ResourceDefinition Definition(string type) => host.Package.Resources[type];
}
