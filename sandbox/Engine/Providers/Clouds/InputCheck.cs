using System.Collections.Immutable;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>Holds inputs against their definition: one failure for each problem, with the path it is at.</summary>
internal sealed class InputCheck(PackageDefinition package, bool isLenient)
{
    readonly ImmutableArray<CheckFailure>.Builder failures = ImmutableArray.CreateBuilder<CheckFailure>();

    // A message must not say what a secret is.
    bool secret;

    /// <param name="isLenient">SDKs of other languages send flags and numbers for text, and the other way round; whether the cloud takes both.</param>
    public static ImmutableArray<CheckFailure> Of(PackageDefinition package, ImmutableArray<PropertyDefinition> properties, PropertyMap inputs, bool isLenient)
    {
        var check = new InputCheck(package, isLenient);
        check.Map(properties, inputs, "");
        return check.failures.ToImmutable();
    }

    void Map(ImmutableArray<PropertyDefinition> properties, PropertyMap values, string path)
    {
        foreach (var name in values.Shown.Names.Where(name => properties.All(property => property.Name != name)))
            Fail(path + name, $"is unknown{Nearest.Hint(name, properties.Select(property => property.Name))}; known are {string.Join(", ", properties.Select(property => property.Name).Order(StringComparer.Ordinal))}");
        foreach (var property in properties)
        {
            var before = secret;
            secret |= values[property.Name]?.HasSecret == true;
            if (values[property.Name]?.Plain is { } value and not PropertyValue.Null) Value(property, property.Type, value, path + property.Name);
            else if (property.Required) Fail(path + property.Name, "is required but not given");
            secret = before;
        }
    }

    void Value(PropertyDefinition property, TypeReference type, PropertyValue value, string path)
    {
        switch (type, value)
        {
            case (_, PropertyValue.Unknown): break;
            case (TypeReference.Text, PropertyValue.Reference): break;
            case (TypeReference.Text, { AsText: { } text }):
                if (!Allows(property, text)) Fail(path, $"is {(secret ? "a secret" : $"'{text}'")}; it must be one of {string.Join(", ", property.OneOf)}");
                else if (type == property.Type) Range(property, text.Length, path, $"has {text.Length} characters");
                break;
            case (TypeReference.Text, PropertyValue.Number or PropertyValue.Bool) when isLenient: break;
            case (TypeReference.IntegerOrText, PropertyValue.Text): break;
            case (TypeReference.Integer or TypeReference.Number or TypeReference.Boolean, PropertyValue.Text) when !isLenient: Fail(path, $"is a text; it must be {Kind(type)}"); break;
            case (TypeReference.Integer, { AsNumber: { } number }) when !Allows(property, $"{number}"): Fail(path, $"is {Shown(number)}; it must be one of {string.Join(", ", property.OneOf)}"); break;
            case (TypeReference.Integer or TypeReference.IntegerOrText, { AsNumber: { } number }) when number == Math.Floor(number): Range(property, number, path, $"is {Shown(number)}"); break;
            case (TypeReference.Integer or TypeReference.IntegerOrText, { AsNumber: { } number }): Fail(path, $"is {Shown(number)}; it must be a whole number"); break;
            case (TypeReference.Number, { AsNumber: { } number }): Range(property, number, path, $"is {Shown(number)}"); break;
            case (TypeReference.Boolean, { AsBool: not null }): break;
            case (TypeReference.ListOf list, PropertyValue.List items):
                Range(property, items.Items.Length, path, $"has {items.Items.Length} items");
                foreach (var (index, item) in items.Items.Index()) Value(property, list.Item, item, $"{path}[{index}]");
                break;
            case (TypeReference.MapOf map, PropertyValue.Map entries):
                foreach (var (name, entry) in entries.Properties) Value(property, map.Item, entry, $"{path}[\"{name}\"]");
                break;
            case (TypeReference.Object of, PropertyValue.Map inner):
                if (package.Objects.TryGetValue(of.Token, out var definition)) Map(definition.Properties, inner.Properties, path + ".");
                else Fail(path, $"has the type {of.Token}, which is not defined");
                break;
            default: Fail(path, $"is {Kind(value)}; it must be {Kind(type)}"); break;
        }
    }

    static bool Allows(PropertyDefinition property, string value) => property.OneOf.IsEmpty || property.OneOf.Contains(value);

    void Range(PropertyDefinition property, double size, string path, string what)
    {
        if (size < property.Min || size > property.Max)
            Fail(path, $"{what}; it must be {(property.Max is null ? $"at least {property.Min}" : property.Min is null ? $"at most {property.Max}" : $"from {property.Min} to {property.Max}")}");
    }

    string Shown(double number) => secret ? "a secret" : $"{number}";

    void Fail(string path, string reason) => failures.Add(new CheckFailure(path, reason));

    static string Kind(PropertyValue value) => value switch
    {
        PropertyValue.Bool => "a boolean",
        PropertyValue.Number => "a number",
        PropertyValue.Text => "a text",
        PropertyValue.List => "a list",
        PropertyValue.Map => "an object",
        _ => "a value of another kind",
    };

    static string Kind(TypeReference type) => type switch
    {
        TypeReference.Text => "a text",
        TypeReference.Integer => "a whole number",
        TypeReference.Number => "a number",
        TypeReference.Boolean => "a boolean",
        TypeReference.IntegerOrText => "a whole number or a text",
        TypeReference.ListOf list => $"a list, each item {Kind(list.Item)}",
        TypeReference.MapOf map => $"a map, each value {Kind(map.Item)}",
        TypeReference.Object => "an object",
        _ => throw new System.Diagnostics.UnreachableException(type.ToString()),
    };
}
