using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes the classes of a nested object: as it is given, looked up and answered.</summary>
sealed class ObjectWriter(CSharpTypes types)
{
    public string Write(ObjectDefinition part)
    {
        var code = new Code();
        var arguments = new ArgumentsWriter(types);
        var (inputs, given) = Code.Split(part.CSharpInput);
        code.Line();
        code.Open($"namespace {inputs}");
        arguments.Write(code, given, "ResourceArgs", Shape.Input, part.Properties);
        if (part.CSharpPlain is { } plain) arguments.Write(code, Code.Split(plain).Name, "InvokeArgs", Shape.Plain, part.Properties);
        else arguments.Write(code, Code.Split(CSharpTypes.Class(part, Shape.State)).Name, "ResourceArgs", Shape.State, part.Properties);
        code.Close();

        var (outputs, answered) = Code.Split(part.CSharpOutput);
        code.Line();
        code.Open($"namespace {outputs}");
        new AnswerWriter(types).Write(code, answered, part.Properties, property => property.Required);
        code.Close();
        return code.ToString();
    }
}
