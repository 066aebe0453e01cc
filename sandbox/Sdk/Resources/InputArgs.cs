using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

public abstract class InputArgs
{
    const BindingFlags AnyInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    // A program has thousands of arguments, and few types.
    static readonly ConcurrentDictionary<Type, ImmutableArray<(MemberInfo Member, InputAttribute Input)>> inputs = new();

    /// <summary>The values by their names on the wire.</summary>
    internal virtual ImmutableDictionary<string, object?> ToDictionary()
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (member, input) in inputs.GetOrAdd(GetType(), type => [.. Inputs(type)]))
        {
            var value = member is FieldInfo field ? field.GetValue(this) : ((PropertyInfo)member).GetValue(this);
            if (input.IsRequired && value is null)
                throw new ArgumentNullException(member.Name, $"[Input] {GetType().FullName}.{member.Name} is required but was not given a value");
            values[input.Name] = input.Json && value is not null ? JsonText.Of($"{GetType().FullName}.{member.Name}", value) : value;
        }
        return values.ToImmutable();
    }

    static IEnumerable<(MemberInfo, InputAttribute)> Inputs(Type type) =>
        from member in Members(type)
        let input = member.GetCustomAttribute<InputAttribute>()
        where input is not null
        select (member, input);

    // A base class's private fields are inputs too, and reflection lists only those of the type that it is asked for.
    static IEnumerable<MemberInfo> Members(Type type)
    {
        for (var level = type; level is not null && level != typeof(InputArgs); level = level.BaseType)
        {
            foreach (var member in level.GetFields(AnyInstance | BindingFlags.DeclaredOnly)) yield return member;
            foreach (var member in level.GetProperties(AnyInstance | BindingFlags.DeclaredOnly)) yield return member;
        }
    }
}
