using System.Collections.Generic;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes a class with which a program gives values.</summary>
sealed class ArgumentsWriter(CSharpTypes types)
{
    public void Write(Code code, string name, string parent, Shape shape, IEnumerable<PropertyDefinition> properties)
    {
        code.Line();
        code.Open($"public sealed class {name} : global::Pulumi.{parent}");
        foreach (var property in properties)
        {
            Property(code, property, shape);
            code.Line();
        }
        code.Open($"public {name}()");
        code.Close();
        code.Line();
        code.Line($"public static new {name} Empty => new {name}();");
        code.Close();
    }

    void Property(Code code, PropertyDefinition property, Shape shape)
    {
        var required = property.Required && shape != Shape.State;
        var type = types.Name(property.Type, shape);
        var attribute = $"[global::Pulumi.Input({Code.Quote(property.Name)}{(required ? ", required: true" : "")}{(property.Json ? ", json: true" : "")})]";
        if (CSharpTypes.IsCollection(property.Type)) Collection(code, property, attribute, type);
        else if (property.Secret && shape != Shape.Plain) Secret(code, property, attribute, type);
        else
        {
            if (shape != Shape.Plain) type = $"global::Pulumi.Input<{type}>";
            code.Line(attribute);
            code.Line(required
                ? $"public {type} {property.CSharp} {{ get; set; }} = {(type is "int" or "double" or "bool" ? "default" : "null!")};"
                : $"public {type}? {property.CSharp} {{ get; set; }}");
        }
    }

    static void Collection(Code code, PropertyDefinition property, string attribute, string type)
    {
        var field = "_" + property.Name;
        code.Line(attribute);
        code.Line($"private {type}? {field};");
        code.Line();
        code.Open($"public {type} {property.CSharp}");
        code.Line($"get => {field} ??= new {type}();");
        code.Line($"set => {field} = value;");
        code.Close();
    }

    static void Secret(Code code, PropertyDefinition property, string attribute, string type)
    {
        var field = "_" + property.Name;
        code.Line(attribute);
        code.Line($"private global::Pulumi.Input<{type}>? {field};");
        code.Line();
        code.Open($"public global::Pulumi.Input<{type}>? {property.CSharp}");
        code.Line($"get => {field};");
        code.Line($"set => {field} = value is null ? null : (global::Pulumi.Input<{type}>)global::Pulumi.Output.CreateSecret((global::Pulumi.Output<{type}>)value);");
        code.Close();
    }
}
