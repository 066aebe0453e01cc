using Mono.Cecil;

namespace Infra.Tests.Architecture;

static class Assemblies
{
    public static AssemblyDefinition Read(string name) =>
        AssemblyDefinition.ReadAssembly(name == "pulumi" ? Cli.InfraProcess.Pulumi : Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));

    /// <summary>The room inside an assembly: what follows <c>Infra.Orchestrator.</c> in the namespace, of the outermost type.</summary>
    public static string Room(this TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.Namespace.Split('.').ElementAtOrDefault(2) ?? "";
    }

    /// <summary>Every type that a type's shape or code mentions, itself included.</summary>
    public static IEnumerable<TypeReference> Mentions(this TypeDefinition type)
    {
        IEnumerable<TypeReference?> shape =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.Select(method => method.ReturnType),
            .. type.Methods.SelectMany(method => method.Parameters).Select(parameter => parameter.ParameterType),
        ];
        var code = from method in type.Methods
                   where method.HasBody
                   from instruction in method.Body.Instructions
                   select instruction.Operand switch
                   {
                       TypeReference mentioned => mentioned,
                       MemberReference member => member.DeclaringType,
                       _ => null,
                   };
        return shape.Concat(code).SelectMany(Parts);
    }

    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
