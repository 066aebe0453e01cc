using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Reads and changes an object's properties by path; what is secret stays secret.</summary>
internal static class Manifest
{
    public const string Autonamed = "pulumi.com/autonamed";

    public static PropertyValue? At(PropertyMap properties, string path)
    {
        PropertyValue? at = properties;
        foreach (var name in path.Split('.')) at = at is PropertyValue.Unknown ? at : at?.Plain is PropertyValue.Map map ? map.Properties[name] : null;
        return at is PropertyValue.Null ? null : at;
    }

    public static PropertyMap Set(PropertyMap properties, string path, PropertyValue value)
    {
        var (name, rest) = path.Split('.', 2) is [var first, var under] ? (first, under) : (path, "");
        return properties.Set(name, rest.Length == 0 ? value : Inside(properties[name], inner => Set(inner, rest, value)));
    }

    /// <summary>Text of a path; null for none and for what is not known yet.</summary>
    public static string? Text(PropertyMap properties, string path) => At(properties, path)?.AsText;

    public static double? Number(PropertyMap properties, string path) => At(properties, path)?.AsNumber;

    public static bool Differ(PropertyMap olds, PropertyMap news, string path) =>
        PropertyDiff.Of(Only(At(olds, path)), Only(At(news, path))).Count > 0;

    /// <summary>What is really there, over what is known of it; inputs that say nothing of it go on saying nothing.</summary>
    public static Made Drift(Made known, string path, PropertyValue actual) => At(known.Outputs, path)?.Plain.Equals(actual) == true ? known : known with
    {
        Inputs = At(known.Inputs, path) is null ? known.Inputs : Set(known.Inputs, path, actual),
        Outputs = Set(known.Outputs, path, actual),
    };

    /// <summary>Whether the name is the provider's own, by the annotation with which it says so.</summary>
    public static bool IsAutonamed(PropertyMap properties) => (At(properties, "metadata.annotations")?.AsMap[Autonamed])?.AsText == "true";

    static PropertyMap Only(PropertyValue? value) => value is null ? PropertyMap.Empty : PropertyMap.Of(("value", value));

    static PropertyValue Inside(PropertyValue? value, Func<PropertyMap, PropertyMap> change) => value switch
    {
        PropertyValue.Map map => change(map.Properties),
        PropertyValue.Secret secret => new PropertyValue.Secret(Inside(secret.Inner, change)),
        null or PropertyValue.Null => change(PropertyMap.Empty),
        // Unknown as a whole, or no object at all, which the check of its type says.
        _ => value,
    };
}
