using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>What a resource's id and outputs are, from its definition and inputs. What was made up at creation is kept.</summary>
internal sealed class OutputRules(ResourceDefinition definition, PropertyMap inputs, PropertyMap kept, AwsSettings settings, Dice dice, bool preview)
{
    readonly Dictionary<string, PropertyValue?> found = new(StringComparer.Ordinal);
    string? id;

    public static Made Make(ResourceDefinition definition, PropertyMap inputs, AwsSettings settings, Dice dice, bool preview)
    {
        var rules = new OutputRules(definition, inputs, PropertyMap.Empty, settings, dice, preview);
        return new Made(preview ? "" : rules.Id, inputs, rules.Outputs());
    }

    public static PropertyMap Change(ResourceDefinition definition, string id, PropertyMap oldOutputs, PropertyMap inputs, AwsSettings settings, bool preview)
    {
        var rules = new OutputRules(definition, inputs, oldOutputs, settings, new Dice(Dice.NewSeed()), preview) { id = id };
        return rules.Outputs();
    }

    string Id => id ??= Template.Fill(definition.Id, Find, dice).AsText
        ?? throw new EngineException($"The id '{definition.Id}' of {definition.Token} has a part that nobody knows.");

    PropertyMap Outputs()
    {
        var outputs = inputs.Shown;
        foreach (var property in definition.Inputs.Concat(definition.Outputs).Where(property => outputs[property.Name] is null or PropertyValue.Null))
            if (Find(property.Name) is { } value) outputs = outputs.Set(property.Name, value);
        outputs = outputs.Set("id", preview && id is null ? PropertyValue.NotYet : Id);
        return outputs.Select((name, value) => IsSecret(name) && value is not PropertyValue.Secret ? new PropertyValue.Secret(value) : value);
    }

    bool IsSecret(string name) => definition.Inputs.Concat(definition.Outputs).Any(property => property.Name == name && property.Secret);

    PropertyValue? Find(string name)
    {
        if (found.TryGetValue(name, out var known)) return known;
        found[name] = null;
        return found[name] = Compute(name);
    }

    PropertyValue? Compute(string name)
    {
        if (name == "id") return preview && id is null ? PropertyValue.NotYet : Id;
        if (inputs[name] is { } given and not PropertyValue.Null) return given;
        if (name == "region" && definition.Inputs.All(input => input.Name != "region" || inputs["region"] is null)) return settings.Region ?? PropertyValue.NotYet;
        if (name == "account") return settings.Account;
        if (name == "tagsAll" && definition.Outputs.Any(output => output.Name == "tagsAll"))
            return settings.DefaultTags.With(inputs["tags"]?.AsMap ?? PropertyMap.Empty) is var tags && inputs["tags"] is { HasSecret: true } ? new PropertyValue.Secret(tags) : tags;
        if (definition.Inputs.Concat(definition.Outputs).FirstOrDefault(property => property.Name == name) is not { } property) return null;
        if (property.Template is { } template)
            return kept[name] is { } before and not PropertyValue.Unknown ? before
                : preview && template.Contains("{hex:", StringComparison.Ordinal) | template.Contains("{digits:", StringComparison.Ordinal) ? PropertyValue.NotYet
                : Typed(property.Type, Template.Fill(template, Find, dice));
        if (property.Default is { } value) return JsonCodec.Parse(value);
        if (!property.Computed && !definition.Outputs.Contains(property)) return null;
        // What only the real thing tells.
        return preview && id is null ? PropertyValue.NotYet : kept[name];
    }

    static PropertyValue Typed(TypeReference type, PropertyValue value) =>
        type is TypeReference.Integer or TypeReference.Number && value.AsNumber is { } number ? number : value;
}
