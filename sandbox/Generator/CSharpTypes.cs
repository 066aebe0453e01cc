using System;
using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Which C# class an object type has, by where it stands.</summary>
enum Shape
{
    /// <summary>Arguments of a resource or of <c>Invoke</c>.</summary>
    Input,

    /// <summary>The known state with which a resource is looked up.</summary>
    State,

    /// <summary>Arguments of <c>InvokeAsync</c>: plain values.</summary>
    Plain,

    /// <summary>What the provider answers.</summary>
    Output,
}

/// <summary>Names the C# type of a property.</summary>
sealed class CSharpTypes(PackageDefinition package)
{
    public string Name(TypeReference type, Shape shape) => type switch
    {
        TypeReference.Text => "string",
        TypeReference.Integer => "int",
        TypeReference.Number => "double",
        TypeReference.Boolean => "bool",
        TypeReference.IntegerOrText => shape == Shape.Output ? "global::Pulumi.Union<int, string>" : "global::Pulumi.InputUnion<int, string>",
        TypeReference.ListOf list => string.Format(List(shape), Name(list.Item, shape)),
        TypeReference.MapOf map => string.Format(Map(shape), Name(map.Item, shape)),
        TypeReference.Object reference => "global::" + Class(package.Objects[reference.Token], shape),
        _ => throw new InvalidOperationException($"The type {type} has no C# name."),
    };

    public static string Class(ObjectDefinition part, Shape shape) => shape switch
    {
        Shape.Input => part.CSharpInput,
        Shape.State => part.CSharpInput.Substring(0, part.CSharpInput.Length - "Args".Length) + "GetArgs",
        Shape.Plain => part.CSharpPlain ?? part.CSharpInput,
        Shape.Output => part.CSharpOutput,
        _ => throw new InvalidOperationException($"The shape {shape} has no class."),
    };

    public static bool IsCollection(TypeReference type) => type is TypeReference.ListOf or TypeReference.MapOf;

    /// <summary>The type in which a value is given.</summary>
    public string Given(PropertyDefinition property, Shape shape)
    {
        if (property.Enum is { } choice && shape == Shape.Input) return $"global::Pulumi.InputUnion<string, global::{choice}>";
        var type = Name(property.Type, shape);
        return shape == Shape.Plain || IsCollection(property.Type) || property.Type is TypeReference.IntegerOrText ? type : $"global::Pulumi.Input<{type}>";
    }

    /// <summary>The type of an answer; a list is empty rather than absent, and the answers of a flat package always are.</summary>
    public string Answer(PropertyDefinition property, bool always) =>
        Name(property.Type, Shape.Output) + (always || package.IsFlat || property.Type is TypeReference.ListOf ? "" : "?");

    static string List(Shape shape) => shape switch
    {
        Shape.Plain => "List<{0}>",
        Shape.Output => "ImmutableArray<{0}>",
        _ => "global::Pulumi.InputList<{0}>",
    };

    static string Map(Shape shape) => shape switch
    {
        Shape.Plain => "Dictionary<string, {0}>",
        Shape.Output => "ImmutableDictionary<string, {0}>",
        _ => "global::Pulumi.InputMap<{0}>",
    };
}
