using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Puts what is really there over what is known, so that only a true difference shows.</summary>
internal static class Drift
{
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
}
