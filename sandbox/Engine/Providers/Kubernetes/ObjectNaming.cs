using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>How objects are named: by the program, by the server from <c>generateName</c>, or by the provider.</summary>
internal static partial class ObjectNaming
{
    const string Name = "metadata.name", Space = "metadata.namespace";

    public static bool IsNamespaced(ResourceDefinition definition) => definition.Id.Contains("{namespace}", StringComparison.Ordinal);

    /// <summary>The inputs with all that the provider fills in.</summary>
    /// <param name="olds">Null for an object that starts anew, which gets a new name where it has a made-up one.</param>
    public static PropertyMap Complete(ResourceDefinition definition, string resource, string space, PropertyMap? olds, PropertyMap inputs)
    {
        foreach (var constant in definition.Inputs.Where(input => input.Name is "apiVersion" or "kind" && inputs[input.Name] is null or PropertyValue.Null))
            inputs = inputs.Set(constant.Name, JsonCodec.Parse(constant.Default!));
        if (IsNamespaced(definition) && Manifest.At(inputs, Space) is null or PropertyValue.Text { Value: "" }) inputs = Manifest.Set(inputs, Space, space);
        if (Manifest.At(inputs, "metadata.generateName") is not null) return inputs;
        if (Manifest.At(inputs, Name) is not null && !(olds is null && Manifest.IsAutonamed(inputs))) return inputs;
        var name = olds is not null && Manifest.IsAutonamed(olds) ? Manifest.At(olds, Name) : null;
        inputs = Manifest.Set(inputs, Name, name ?? $"{resource}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        return Manifest.Set(inputs, "metadata.annotations", WithMark(Manifest.At(inputs, "metadata.annotations") ?? PropertyMap.Empty));
    }

    public static IEnumerable<CheckFailure> Check(ResourceDefinition definition, PropertyMap inputs, bool appliesOnServer)
    {
        if (Manifest.At(inputs, "metadata.generateName") is not null && Manifest.At(inputs, Name) is null && appliesOnServer)
            yield return new CheckFailure("metadata.generateName", "is not possible under server-side apply; set metadata.name, or neither, or enableServerSideApply to false on the provider");
        if (Manifest.Text(inputs, Name) is { } name && Fault(definition, name) is { } fault) yield return new CheckFailure(Name, $"is {Shown(inputs, name)}; {fault}");
        if (Manifest.Text(inputs, Space) is { } space && (!Label().IsMatch(space) || space.Length > 63))
            yield return new CheckFailure(Space, $"is {Shown(inputs, space)}; it must be a name of at most 63 lower-case letters, digits and '-' that begins and ends with a letter or digit (DNS-1123)");
        foreach (var (key, value) in Manifest.At(inputs, "metadata.labels")?.AsMap ?? PropertyMap.Empty)
            if (value.AsText is { } text && (!LabelValue().IsMatch(text) || text.Length > 63))
                yield return new CheckFailure($"metadata.labels[\"{key}\"]", $"is {Shown(inputs, text)}; a label's value has at most 63 letters, digits, '-', '_' and '.', and begins and ends with a letter or digit");
    }

    static string? Fault(ResourceDefinition definition, string name)
    {
        if (name.Length > definition.Name!.MaxLength) return $"that is {name.Length} characters; at most {definition.Name.MaxLength} are allowed. Give the resource a shorter name or set 'metadata.name'";
        if (definition.Token.StartsWith("kubernetes:rbac.", StringComparison.Ordinal))
            return name is "." or ".." || name.AsSpan().ContainsAny('/', '%') ? "it must be no '.' or '..' and have no '/' and no '%'" : null;
        if (definition.Token == "kubernetes:core/v1:Service")
            return ServiceName().IsMatch(name) ? null : "a service's name has lower-case letters, digits and '-', begins with a letter and ends with a letter or digit (DNS-1035)";
        return definition.Name.MaxLength <= 63
            ? Label().IsMatch(name) ? null : "it must have only lower-case letters, digits and '-', and begin and end with a letter or digit (DNS-1123)"
            : Subdomain().IsMatch(name) ? null : "it must have only lower-case letters, digits, '-' and '.', and begin and end with a letter or digit (DNS-1123)";
    }

    // A message must not say what a secret is.
    static string Shown(PropertyMap inputs, string text) => inputs["metadata"]?.HasSecret == true ? "a secret" : $"'{text}'";

    static PropertyValue WithMark(PropertyValue annotations) => annotations switch
    {
        PropertyValue.Map map => map.Properties.Set(Manifest.Autonamed, "true"),
        PropertyValue.Secret secret => new PropertyValue.Secret(WithMark(secret.Inner)),
        _ => annotations,
    };

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Subdomain();

    [GeneratedRegex("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")]
    private static partial Regex LabelValue();
}
