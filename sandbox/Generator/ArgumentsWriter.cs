using System.Collections.Generic;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes a class with which a program gives values.</summary>
sealed class ArgumentsWriter(CSharpTypes types)
{
    public void Write(Code code, string name, string parent, Shape shape, IEnumerable<PropertyDefinition> properties, bool isOpen = false)
    {
        code.Line();
        code.Open($"public {(isOpen ? "" : "sealed ")}class {name} : global::Pulumi.{parent}");
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
        var type = types.Given(property, shape);
        code.Line($"[global::Pulumi.Input({Code.Quote(property.Name)}{(required ? ", required: true" : "")}{(property.Json ? ", json: true" : "")})]");
        if (CSharpTypes.IsCollection(property.Type)) Collection(code, property, type, property.Secret && shape != Shape.Plain ? types.Name(property.Type, Shape.Output) : null);
        else if (property.Secret && shape != Shape.Plain) Secret(code, property, type, types.Name(property.Type, shape));
        else
            code.Line(required
                ? $"public {type} {property.CSharp} {{ get; set; }} = {(type is "int" or "double" or "bool" ? "default" : "null!")};"
                : $"public {type}? {property.CSharp} {{ get; set; }}");
    }

    /// <param name="secret">What the collection holds when it is known, where that is a secret: then an empty one is as well, and so is what is added to it.</param>
    static void Collection(Code code, PropertyDefinition property, string type, string? secret)
    {
        var field = "_" + property.Name;
        code.Line($"private {type}? {field};");
        code.Line();
        code.Open($"public {type} {property.CSharp}");
        code.Line(secret is null ? $"get => {field} ??= new {type}();" : $"get => {field} ??= global::Pulumi.Output.CreateSecret({secret}.Empty);");
        code.Line(secret is null ? $"set => {field} = value;" : $"set => {field} = value is null ? null : ({type})global::Pulumi.Output.CreateSecret((global::Pulumi.Output<{secret}>)value);");
        code.Close();
    }

    static void Secret(Code code, PropertyDefinition property, string type, string plain)
    {
        var field = "_" + property.Name;
        code.Line($"private {type}? {field};");
        code.Line();
        code.Open($"public {type}? {property.CSharp}");
        code.Line($"get => {field};");
        code.Line($"set => {field} = value is null ? null : ({type})global::Pulumi.Output.CreateSecret((global::Pulumi.Output<{plain}>)value);");
        code.Close();
    }
}
