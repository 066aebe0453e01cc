using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Enum = System.Enum;
using Type = System.Type;

namespace Pulumi.Serialization;

/// <summary>Turns what was read from the wire into the type that a program declared for it.</summary>
internal sealed class Converter(Action<string> warn)
{
    public OutputData<object?> Convert(string path, Value value, Type target)
    {
        if (target == typeof(JsonElement)) return Json(value);
        var data = Deserializer.Read(value);
        return data.IsKnown ? data.As(Convert(path, data.Value, target)) : data;
    }

    public OutputData<T> Convert<T>(string path, Value value)
    {
        var data = Convert(path, value, typeof(T));
        return data.As(data.Value is null ? default! : (T)data.Value);
    }

    object? Convert(string path, object? value, Type target)
    {
        if (Nullable.GetUnderlyingType(target) is { } underlying) return value is null ? null : Convert(path, value, underlying);
        if (target == typeof(object)) return value;
        if (value is null) return Default(target);
        if (target.IsInstanceOfType(value) && !target.IsGenericType) return value;
        if (target == typeof(int)) return Int(path, value);
        if (target == typeof(string) && value is Resource resource) return Mismatch(path, resource, target);
        if (target.IsEnum) return Enum.ToObject(target, Int(path, value));
        if (target == typeof(JsonElement)) return JsonSerializer.SerializeToElement(value);
        if (target.IsGenericType) return Generic(path, value, target);
        if (target.IsDefined(typeof(EnumTypeAttribute))) return EnumType(path, value, target);
        if (target.IsInterface && target.GetCustomAttribute<DiscriminatedUnionDiscriminatorAttribute>() is { } discriminator)
            return Case(path, value, target, discriminator.PropertyName);
        if (target.IsDefined(typeof(OutputTypeAttribute))) return OutputType(path, value, target);
        return Mismatch(path, value, target);
    }

    object? Generic(string path, object value, Type target)
    {
        var definition = target.GetGenericTypeDefinition();
        var arguments = target.GetGenericArguments();
        if (definition == typeof(ImmutableArray<>) && value is IList list) return Array(path, list, arguments[0]);
        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) && value is ImmutableDictionary<string, object?> map)
            return Dictionary(path, map, arguments[1]);
        if (definition == typeof(Union<,>)) return Union(path, value, target, arguments);
        return Mismatch(path, value, target);
    }

    object Array(string path, IList list, Type item)
    {
        var items = System.Array.CreateInstance(item, list.Count);
        for (var i = 0; i < list.Count; i++) items.SetValue(Convert($"{path}[{i}]", list[i], item), i);
        return Call(nameof(ToArray), item, items);
    }

    object Dictionary(string path, ImmutableDictionary<string, object?> map, Type item)
    {
        var entries = map.ToDictionary(entry => entry.Key, entry => Convert($"{path}.{entry.Key}", entry.Value, item));
        return Call(nameof(ToDictionary), item, entries);
    }

    object? Union(string path, object value, Type target, Type[] cases)
    {
        for (var i = 0; i < cases.Length; i++)
        {
            var fits = true;
            var converted = new Converter(_ => fits = false).Convert(path, value, cases[i]);
            if (fits) return target.GetMethod($"FromT{i}")!.Invoke(null, [converted]);
        }
        return Mismatch(path, value, target);
    }

    object? EnumType(string path, object value, Type target)
    {
        var constructor = target.GetConstructors(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance)
            .FirstOrDefault(constructor => constructor.GetParameters() is [{ ParameterType: var only }] && only.IsInstanceOfType(value));
        return constructor is null ? Mismatch(path, value, target) : constructor.Invoke([value]);
    }

    object? OutputType(string path, object value, Type target)
    {
        if (value is not ImmutableDictionary<string, object?> map) return Mismatch(path, value, target);
        var constructor = OutputTypes.Constructor(target);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
        {
            var name = OutputTypes.WireName(parameter);
            return Convert($"{path}.{name}", map.GetValueOrDefault(name), parameter.ParameterType);
        })]);
    }

    object? Case(string path, object value, Type target, string discriminator)
    {
        var tag = (value as ImmutableDictionary<string, object?>)?.GetValueOrDefault(discriminator) as string;
        var match = target.GetCustomAttributes<DiscriminatedUnionCaseAttribute>().FirstOrDefault(candidate => candidate.Tag == tag);
        return match is null ? Mismatch(path, value, target) : Convert(path, value, match.Type);
    }

    int Int(string path, object value)
    {
        if (value is double number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue) return (int)number;
        warn(value is double ? $"Expected an integer but got {value} deserializing {path}" : Sentence(path, value, typeof(int)));
        return 0;
    }

    object? Mismatch(string path, object value, Type target)
    {
        warn(Sentence(path, value, target));
        return Default(target);
    }

    static string Sentence(string path, object value, Type target) =>
        $"Expected {target.FullName} but got {value.GetType().FullName} deserializing {path}";

    // An array that is not there is empty for whoever enumerates it; a default ImmutableArray throws.
    static object? Default(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? Call(nameof(ToArray), type.GetGenericArguments()[0], null)
        : type.IsValueType ? Activator.CreateInstance(type) : null;

    static OutputData<object?> Json(Value value)
    {
        var data = Deserializer.Read(value);
        if (!data.IsKnown) return data;
        using var document = JsonDocument.Parse(JsonFormatter.Default.Format(value.Signature() is null ? value : value.StructValue.Fields["value"]));
        return data.As<object?>(document.RootElement.Clone());
    }

    static object Call(string method, Type item, object? argument) =>
        typeof(Converter).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [argument])!;

    static ImmutableArray<T> ToArray<T>(T[]? items) => items is null ? [] : [.. items];

    static ImmutableDictionary<string, T> ToDictionary<T>(Dictionary<string, object?> entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value is null ? default! : (T)entry.Value);
}
