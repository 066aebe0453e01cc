using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Imports;

/// <summary>For the official packages of Node.js.</summary>
internal sealed class JavaScriptCode : ImportCode
{
    public override string Of(IReadOnlyList<(ImportWish Wish, ResourceState State)> imported, ImmutableSortedDictionary<string, string> names)
    {
        var how = HowToSet(imported);
        var packages = imported.Where(one => one.State.Custom).Select(one => Goal.PackageOf(one.State.Type)).Distinct().Order(StringComparer.Ordinal);
        var head = string.Concat(packages.Prepend("pulumi").Select(package => $"const {package} = require(\"@pulumi/{package}\");\n"));
        if (how.Length > 0) head += $"\n{how}const config = new pulumi.Config();\n";
        return head + string.Concat(imported.Select(one => "\n" + Declaration(one.Wish, one.State, Written(Options(one.State, imported, names)))));
    }

    static string Declaration(ImportWish wish, ResourceState state, string options)
    {
        var start = $"const {Identifier(wish.Variable)} = new {Class(state)}({(state.Custom ? "" : Quoted(state.Type) + ", ")}{Quoted(wish.Name)}, ";
        var inputs = string.Concat(Inputs(state).Select(input =>
            $"    {Key(input.Name)}: {(input.IsSecret ? $"config.requireSecret({Quoted(SecretKey(wish, input.Name))})" : Value(input.Value, "    "))},\n"));
        return $"{start}{(inputs.Length == 0 ? "{}" : $"{{\n{inputs}}}")}, {options});\n";
    }

    static string Written(IEnumerable<(string Name, string Value)> options) =>
        string.Join(", ", options.Select(option => $"{option.Name}: {option.Value}")) is { Length: > 0 } written ? $"{{ {written} }}" : "{}";

    static string Class(ResourceState state)
    {
        if (!state.Custom) return "pulumi.ComponentResource";
        var parts = state.Type.Split(':');
        if (parts[0] != "kubernetes") return $"{parts[0]}.{parts[1].Split('/')[0]}.{parts[2]}";
        var (group, version) = parts[1].Split('/') is [var of, var at] ? (of, at) : ("core", parts[1]);
        return group == "gateway.networking.k8s.io" ? "kubernetes.apiextensions.CustomResource" : $"kubernetes.{group.Split('.')[0]}.{version}.{parts[2]}";
    }

    static string Value(PropertyValue value, string margin) => value switch
    {
        PropertyValue.Text text => Quoted(text.Value),
        PropertyValue.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        PropertyValue.Bool flag => flag.Value ? "true" : "false",
        PropertyValue.Null => "null",
        PropertyValue.List { Items.Length: 0 } => "[]",
        PropertyValue.List list => $"[\n{string.Concat(list.Items.Select(item => $"{margin}    {Value(item, margin + "    ")},\n"))}{margin}]",
        PropertyValue.Map map when map.Properties.Shown.Count == 0 => "{}",
        PropertyValue.Map map => $"{{\n{string.Concat(map.Properties.Shown.Select(entry => (entry.Key, entry.Value)).Select(entry => $"{margin}    {Key(entry.Key)}: {Value(entry.Value, margin + "    ")},\n"))}{margin}}}",
        _ => "undefined /* an asset or a reference, which has to be written by hand */",
    };

    static string Key(string name) => name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && !char.IsAsciiDigit(name[0]) ? name : Quoted(name);
}
