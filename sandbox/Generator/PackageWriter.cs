using System;
using System.Collections.Generic;
using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes one source file for each definition of a package.</summary>
sealed class PackageWriter(PackageDefinition package)
{
    readonly CSharpTypes types = new(package);

    public IEnumerable<(string Name, string Source)> Write()
    {
        var resources = new ResourceWriter(package, types);
        var functions = new FunctionWriter(types);
        var objects = new ObjectWriter(package, types);
        foreach (var resource in InOrder(package.Resources)) yield return (resource.CSharp, resources.Write(resource));
        foreach (var function in InOrder(package.Functions)) yield return (function.CSharp, functions.Write(function));
        foreach (var part in InOrder(package.Objects)) yield return (part.CSharpOutput, objects.Write(part));
        foreach (var (name, texts) in Enums()) yield return (name, EnumWriter.Write(name, texts));
    }

    IEnumerable<(string Name, IEnumerable<string> Texts)> Enums() =>
        from part in InOrder(package.Objects)
        from property in part.Properties
        where property.Enum is not null
        select (property.Enum, (IEnumerable<string>)property.OneOf);

    static IEnumerable<T> InOrder<T>(IReadOnlyDictionary<string, T> definitions) =>
        definitions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);
}
