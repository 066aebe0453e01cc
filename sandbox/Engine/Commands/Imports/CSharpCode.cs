using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Imports;

/// <summary>For the .NET packages: classes and their names are those of the definitions.</summary>
internal sealed class CSharpCode : ImportCode
{
    public override string Of(IReadOnlyList<(ImportWish Wish, ResourceState State)> imported, ImmutableSortedDictionary<string, string> names)
    {
        var how = HowToSet(imported);
        var head = how.Length > 0 ? $"{how}var config = new Pulumi.Config();\n\n" : "";
        return head + string.Join('\n', imported.Select(one => Declaration(one.Wish, one.State, Written(Options(one.State, imported, names)))));
    }

    static string Declaration(ImportWish wish, ResourceState state, string options)
    {
        var start = $"var {Identifier(wish.Variable)} = new ";
        if (!state.Custom) return $"{start}Pulumi.ComponentResource({Quoted(state.Type)}, {Quoted(wish.Name)}, new Pulumi.ComponentResourceOptions{options});\n";
        if (Definition(state.Type) is not { } definition) return $"// {wish.Urn} is of a type that the sandbox has no C# for.\n";
        var properties = definition.Inputs.ToDictionary(input => input.Name);
        var inputs = string.Concat(
            from input in Inputs(state)
            where properties.ContainsKey(input.Name)
            let property = properties[input.Name]
            let value = input.IsSecret ? $"config.RequireSecret({Quoted(SecretKey(wish, input.Name))})" : Value(input.Value, property.Type, "    ")
            select $"    {property.CSharp} = {value},\n");
        return $"{start}{definition.CSharp}({Quoted(wish.Name)}, new {definition.CSharpArgs}\n{{\n{inputs}}}, new Pulumi.CustomResourceOptions{options});\n";
    }

    static string Written(IEnumerable<(string Name, string Value)> options) =>
        string.Join(", ", options.Select(option => $"{char.ToUpperInvariant(option.Name[0])}{option.Name[1..]} = {option.Value}")) is { Length: > 0 } written ? $" {{ {written} }}" : "()";

    static string Value(PropertyValue value, TypeReference type, string margin) => (value, type) switch
    {
        (PropertyValue.List list, TypeReference.ListOf of) => Braced(list.Items.Select(item => Value(item, of.Item, margin + "    ")), margin),
        (PropertyValue.Map map, TypeReference.MapOf of) => Braced(Entries(map).Select(entry => $"{{ {Quoted(entry.Key)}, {Value(entry.Value, of.Item, margin + "    ")} }}"), margin),
        (PropertyValue.Map map, TypeReference.Object { Token: var token }) when Object(token) is { } made =>
            $"new {made.CSharpInput}\n{margin}" + Braced(
                from entry in Entries(map)
                join property in made.Properties on entry.Key equals property.Name
                select $"{property.CSharp} = {Value(entry.Value, property.Type, margin + "    ")}", margin),
        // Programs of other languages may have given a number or a truth as a text, and the other way round.
        (_, TypeReference.Integer or TypeReference.Number) when value.AsNumber is { } number => number.ToString("R", CultureInfo.InvariantCulture),
        (_, TypeReference.Boolean) when value.AsBool is { } flag => flag ? "true" : "false",
        (PropertyValue.Text text, _) => Quoted(text.Value),
        (PropertyValue.Number number, TypeReference.IntegerOrText) => number.Value.ToString("R", CultureInfo.InvariantCulture),
        (PropertyValue.Number number, _) => Quoted(number.Value.ToString("R", CultureInfo.InvariantCulture)),
        (PropertyValue.Bool flag, _) => Quoted(flag.Value ? "true" : "false"),
        _ => "default! /* has to be written by hand */",
    };

    static ObjectDefinition? Object(string token) => Package.Aws.Objects.GetValueOrDefault(token) ?? Package.Kubernetes.Objects.GetValueOrDefault(token);

    static IEnumerable<KeyValuePair<string, PropertyValue>> Entries(PropertyValue.Map map) => map.Properties.Shown.Where(entry => entry.Value is not PropertyValue.Null);

    static string Braced(IEnumerable<string> items, string margin) => $"{{\n{string.Concat(items.Select(item => $"{margin}    {item},\n"))}{margin}}}";
}
