using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes the classes of a nested object: as it is given, looked up and answered.</summary>
sealed class ObjectWriter(PackageDefinition package, CSharpTypes types)
{
    readonly Uses uses = new(package);

    public string Write(ObjectDefinition part)
    {
        var code = new Code();
        if (uses.AreGiven(part) && !IsWrittenWithResource(part)) Arguments(code, part);
        if (uses.AreAnswered(part)) Answer(code, part);
        return code.ToString();
    }

    // A whole resource may be part of another one, as a claim is of a StatefulSet.
    bool IsWrittenWithResource(ObjectDefinition part) => package.Resources.Values.Any(resource => resource.CSharpArgs == part.CSharpInput);

    void Arguments(Code code, ObjectDefinition part)
    {
        var arguments = new ArgumentsWriter(types);
        var (space, given) = Code.Split(part.CSharpInput);
        code.Line();
        code.Open($"namespace {space}");
        arguments.Write(code, given, "ResourceArgs", Shape.Input, part.Properties, isOpen: package.IsFlat);
        if (part.CSharpPlain is { } plain) arguments.Write(code, Code.Split(plain).Name, "InvokeArgs", Shape.Plain, part.Properties);
        else if (!package.IsFlat) arguments.Write(code, Code.Split(CSharpTypes.Class(part, Shape.State)).Name, "ResourceArgs", Shape.State, part.Properties);
        code.Close();
    }

    void Answer(Code code, ObjectDefinition part)
    {
        var (space, answered) = Code.Split(part.CSharpOutput);
        code.Line();
        code.Open($"namespace {space}");
        new AnswerWriter(types).Write(code, answered, part.Properties, property => property.Required);
        code.Close();
    }
}
