using System.Collections.Generic;
using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Which objects programs give and which they read: only those need a class.</summary>
sealed class Uses
{
    readonly PackageDefinition package;
    readonly HashSet<string> given = [];
    readonly HashSet<string> answered = [];

    public Uses(PackageDefinition package)
    {
        this.package = package;
        foreach (var resource in package.Resources.Values)
        {
            Add(given, package.IsFlat ? resource.Inputs : resource.Inputs.Concat(resource.Outputs));
            Add(answered, ResourceWriter.Answers(resource, package));
        }
        foreach (var function in package.Functions.Values)
        {
            Add(given, function.Inputs);
            Add(answered, function.Outputs);
        }
    }

    public bool AreGiven(ObjectDefinition part) => given.Contains(part.Token);

    public bool AreAnswered(ObjectDefinition part) => answered.Contains(part.Token);

    void Add(HashSet<string> tokens, IEnumerable<PropertyDefinition> properties)
    {
        foreach (var property in properties)
            if (Innermost(property.Type) is TypeReference.Object part && tokens.Add(part.Token)) Add(tokens, package.Objects[part.Token].Properties);
    }

    static TypeReference Innermost(TypeReference type) => type switch
    {
        TypeReference.ListOf list => Innermost(list.Item),
        TypeReference.MapOf map => Innermost(map.Item),
        _ => type,
    };
}
