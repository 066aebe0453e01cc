using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The constructor of an [OutputType], whose parameters are the names on the wire.</summary>
internal static class OutputTypes
{
    const BindingFlags AnyInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors(AnyInstance).FirstOrDefault(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
        ?? throw new InvalidOperationException($"{type.FullName} is an [OutputType] and must have a constructor marked [OutputConstructor].");

    public static string WireName(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;

    /// <summary>The values by their names on the wire, read from the members that are named like the constructor's parameters.</summary>
    public static Dictionary<string, object?> Values(object value)
    {
        var type = value.GetType();
        return Constructor(type).GetParameters().ToDictionary(WireName, parameter =>
            type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
                .FirstOrDefault(member => member.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)) switch
            {
                FieldInfo field => field.GetValue(value),
                PropertyInfo property => property.GetValue(value),
                _ => null,
            });
    }
}
