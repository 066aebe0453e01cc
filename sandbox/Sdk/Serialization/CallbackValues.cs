using System.Collections.Immutable;
using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;

namespace Pulumi.Serialization;

/// <summary>Properties of a resource as a program's callbacks see them: plain values, and outputs where there is more to know than the value.</summary>
internal static class CallbackValues
{
    /// <summary>A value that the engine sent as an output is one again, of the value's own type.</summary>
    public static ImmutableDictionary<string, object?> Read(Struct properties) =>
        properties.Fields.ToImmutableDictionary(field => field.Key, field => Read(field.Value));

    /// <summary>A secret is an output, whatever is inside; everything else is plain.</summary>
    public static ImmutableDictionary<string, object?> ReadSecrets(Struct properties) =>
        properties.Fields.ToImmutableDictionary(field => field.Key, field => Deserializer.Read(field.Value) switch
        {
            { IsSecret: true } secret => Output.CreateSecret(secret.Value),
            var plain => plain.Value,
        });

    public static async Task<Struct> WriteAsync(ImmutableDictionary<string, object?> args) =>
        (await SerializedProperties.OfAsync("Args", args, () => new Serializer(keepResources: true, keepOutputs: true))).Struct;

    static object? Read(Value value) => value switch
    {
        { KindCase: Value.KindOneofCase.ListValue } => value.ListValue.Values.Select(Read).ToImmutableArray(),
        { KindCase: Value.KindOneofCase.StructValue } when value.Signature() is null => Read(value.StructValue),
        _ when value.Signature() == WireValues.OutputValueSignature => OutputOf(Deserializer.Read(value)),
        _ => Deserializer.Read(value).Value,
    };

    static object OutputOf(OutputData<object?> data) =>
        typeof(CallbackValues).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(data.Value?.GetType() ?? typeof(object)).Invoke(null, [data])!;

    static Output<T> Typed<T>(OutputData<object?> data) => new(data.As(data.Value is T value ? value : default!));
}
