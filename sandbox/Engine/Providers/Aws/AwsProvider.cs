using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>The simulated AWS: definitions say what is allowed, what replaces and what comes out; a few types do something real.</summary>
internal sealed class AwsProvider(AwsSettings settings, AwsHost host) : IProvider
{
    const string DefaultsKey = "__defaults";

    readonly Dictionary<string, IRealType> real = RealTypes.All(host);

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
        failures.AddRange(InputCheck.Of(host.Package, definition.Inputs, inputs));
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

    public async Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct)
    {
        var begun = of.IsInterrupted ? host.Cloud.Begun(of.Urn) : null;
        var seed = begun?.Seed ?? Dice.NewSeed();
        var made = OutputRules.Make(Definition(of.Type), inputs, settings, new Dice(seed), preview);
        if (preview) return made;
        if (begun is not null && begun.Id != made.Id) await RemoveAsync(begun, ct);
        if (begun?.Id != made.Id) host.Cloud.Begin(new Creation(of.Urn, of.Type, made.Id, Key(made.Id, made.Outputs), seed));
        try
        {
            if (real.GetValueOrDefault(of.Type) is { } type) made = made with { Outputs = await type.PutAsync(of, made.Id, made.Outputs, ct) };
        }
        catch (PartialFailureException e)
        {
            Add(of, made with { Outputs = e.Outputs });
            throw;
        }
        Add(of, made);
        return made;
    }

    public async Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct)
    {
        var made = outputs.Count == 0 ? host.Cloud.Find(of.Type, id, settings.Region) : host.Cloud.Has(of.Type, Key(id, outputs)) ? new Made(id, inputs, outputs) : null;
        if (made is null) return null;
        return real.GetValueOrDefault(of.Type) is { } type ? await type.ReadAsync(made, ct) : made;
    }

    public async Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct)
    {
        var outputs = OutputRules.Change(Definition(of.Type), id, oldOutputs, news, settings, preview);
        if (preview) return outputs;
        if (real.GetValueOrDefault(of.Type) is { } type) outputs = await type.PutAsync(of, id, outputs, ct);
        Add(of, new Made(id, news, outputs));
        return outputs;
    }

    public async Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct)
    {
        if (real.GetValueOrDefault(of.Type) is { } type) await type.DeleteAsync(id, ct);
        host.Cloud.Remove(of.Type, Key(id, outputs));
    }

    public async Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct)
    {
        if (host.Cloud.Begun(of.Urn) is { } begun && !known.Contains(begun.Id)) await RemoveAsync(begun, ct);
    }

    void Add(Subject of, Made made) => host.Cloud.Add(of.Type, Key(made.Id, made.Outputs), made with
    {
        Outputs = made.Outputs.Select((name, value) => of.SecretOutputs.Contains(name) ? new PropertyValue.Secret(value) : value),
    });

    async Task RemoveAsync(Creation begun, CancellationToken ct)
    {
        if (real.GetValueOrDefault(begun.Type) is { } type) await type.DeleteAsync(begun.Id, ct);
        host.Cloud.Remove(begun.Type, begun.Key);
    }

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) =>
        Task.FromResult(AwsFunctions.Call(token, args, settings, host.Package));

    PropertyMap TagsAll(PropertyMap inputs) => settings.DefaultTags.With(inputs["tags"]?.AsMap ?? PropertyMap.Empty);

    // A name of the program's own can't live twice, so the old one has to go first.
    static bool NameIsTaken(ResourceDefinition definition, PropertyMap olds, PropertyMap news) =>
        definition.Name is { } auto && news[auto.Property] is { } name && name.Plain.Equals(olds[auto.Property]?.Plain)
        && news[DefaultsKey]?.AsList.Any(item => item.AsText == auto.Property) != true;

    static string Key(string id, PropertyMap outputs) => outputs["arn"]?.AsText ?? id;

    ResourceDefinition Definition(string type) => host.Package.Resources.GetValueOrDefault(type)
        ?? throw new EngineException($"The sandbox's AWS doesn't know the type '{type}'; it knows {string.Join(", ", host.Package.Resources.Keys.Order(StringComparer.Ordinal))}.");
}
