using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes a function's class with both ways to call it, their arguments, and the result.</summary>
sealed class FunctionWriter(CSharpTypes types)
{
    public string Write(FunctionDefinition function)
    {
        var code = new Code();
        var (space, name) = Code.Split(function.CSharp);
        code.Line();
        code.Open($"namespace {space}");
        code.Open($"public static class {name}");
        var optional = function.Inputs.Any(property => property.Required) ? "" : "? args = null";
        Call(code, function, $"Task<{name}Result>", "InvokeAsync", $"{name}Args", optional);
        code.Line();
        Call(code, function, $"global::Pulumi.Output<{name}Result>", "Invoke", $"{name}InvokeArgs", optional);
        code.Close();

        var arguments = new ArgumentsWriter(types);
        arguments.Write(code, $"{name}Args", "InvokeArgs", Shape.Plain, function.Inputs);
        arguments.Write(code, $"{name}InvokeArgs", "InvokeArgs", Shape.Input, function.Inputs);
        new AnswerWriter(types).Write(code, $"{name}Result", function.Outputs, _ => true);
        code.Close();
        return code.ToString();
    }

    static void Call(Code code, FunctionDefinition function, string answer, string verb, string arguments, string optional)
    {
        code.Line($"public static {answer} {verb}({arguments}{(optional.Length > 0 ? optional : " args")}, global::Pulumi.InvokeOptions? options = null) =>");
        code.Line($"    global::Pulumi.Deployment.Instance.{verb}<{Code.Split(function.CSharp).Name}Result>({Code.Quote(function.Token)}, args ?? new {arguments}(), options);");
    }
}
