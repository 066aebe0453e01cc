using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>Puts what is really there over what is known, so that only a true difference shows.</summary>
internal static class Drift
{
    /// <summary>All of what is there; but where the cloud tells nothing of a secret, what is known of it stays.</summary>
    public static Made Apply(Made known, Made actual) => known with { Inputs = Over(known.Inputs, actual.Inputs), Outputs = Over(known.Outputs, actual.Outputs) };

    public static Made Apply(Made known, string property, PropertyValue actual)
    {
        if (known.Outputs[property] is { } believed && believed.Plain.Equals(actual)) return known;
        if (known.Outputs[property]?.AsNumber is { } number && actual.AsNumber == number) return known;
        return known with
        {
            Inputs = known.Inputs.Has(property) ? known.Inputs.Set(property, actual) : known.Inputs,
            Outputs = known.Outputs.Set(property, actual),
        };
    }

    static PropertyMap Over(PropertyMap known, PropertyMap actual) => actual.Select((name, value) => Over(known[name], value));

    static PropertyValue Over(PropertyValue? known, PropertyValue actual) => (known, actual) switch
    {
        (PropertyValue.Secret, PropertyValue.Null) => known,
        (PropertyValue.Map before, PropertyValue.Map now) => Over(before.Properties, now.Properties),
        (PropertyValue.List before, PropertyValue.List now) when before.Items.Length == now.Items.Length =>
            new PropertyValue.List([.. before.Items.Zip(now.Items, Over)]),
        _ => actual,
    };
}
