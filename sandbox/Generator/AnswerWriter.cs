using System;
using System.Collections.Generic;
using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes a class in which a program reads what the provider answered.</summary>
sealed class AnswerWriter(CSharpTypes types)
{
    /// <param name="always">Which properties always have a value.</param>
    public void Write(Code code, string name, IReadOnlyList<PropertyDefinition> properties, Func<PropertyDefinition, bool> always)
    {
        code.Line();
        code.Line("[global::Pulumi.OutputType]");
        code.Open($"public sealed class {name}");
        foreach (var property in properties) code.Line($"public readonly {types.Answer(property, always(property))} {property.CSharp};");
        code.Line();
        code.Line("[global::Pulumi.OutputConstructor]");
        code.Open($"private {name}({string.Join(", ", properties.Select(property => $"{types.Answer(property, always(property))} {Parameter(property)}"))})");
        foreach (var property in properties) code.Line($"{property.CSharp} = {Parameter(property)};");
        code.Close();
        code.Close();
    }

    // A wire name may be a keyword, such as "base".
    static string Parameter(PropertyDefinition property) => "@" + property.Name;
}
