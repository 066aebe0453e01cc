using System.Reflection;
using System.Runtime.CompilerServices;

namespace Infra.Tests.Sdk;

/// <summary>What an assembly offers to programs, a line for each member, written as C# would.</summary>
static class Surface
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly NullabilityInfoContext nullability = new();

    public static IEnumerable<string> Of(Assembly assembly, string space) =>
        from type in assembly.GetExportedTypes()
        where type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true
        orderby type.FullName
        from line in Lines(type)
        select line;

    static IEnumerable<string> Lines(Type type)
    {
        IEnumerable<string> members = typeof(Delegate).IsAssignableFrom(type)
            ? [Line(type.GetMethod("Invoke")!)!]
            : type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute))).Select(Line).OfType<string>().Order(StringComparer.Ordinal);
        return [$"{type.Namespace}.{Name(type)}", .. members.Select(member => $"    {member}")];
    }

    static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when field.IsPublic => $"{field.Name} : {Name(field.FieldType)}",
        ConstructorInfo constructor when IsOffered(constructor) => $"new({Parameters(constructor)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsOffered) => $"{(property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "")}{property.Name} : {Name(property.PropertyType)}{Mark(nullability.Create(property))}{Access(property)}",
        MethodInfo method when IsOffered(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{(method.IsStatic ? "static " : "")}{method.Name}{Arguments(method)}({Parameters(method)}) : {Name(method.ReturnType)}{Mark(nullability.Create(method.ReturnParameter))}",
        _ => null,
    };

    static string Access(PropertyInfo property) => (IsOffered(property.GetMethod), IsOffered(property.SetMethod)) switch
    {
        (true, true) => " { get; set; }",
        (true, false) => " { get; }",
        _ => " { set; }",
    };

    static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)}{Mark(nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}"));

    static string Mark(NullabilityInfo info) => !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable && !info.Type.IsGenericParameter ? "?" : "";

    static string Name(Type type)
    {
        if (type.IsByRef) return $"out {Name(type.GetElementType()!)}";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{Name(underlying)}?";
        var own = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{own.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : own;
    }

    static bool IsOffered(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}
