using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Writes an object graph as JSON though it has outputs in it: writes, waits for the outputs it met, and writes again until it met no new one.</summary>
internal static class OutputJson
{
    public static async Task<OutputData<string>> SerializeAsync<T>(Output<T> root, JsonSerializerOptions? options)
    {
        var found = new Found();
        var ours = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        ours.Converters.Add(new Factory(found));

        var data = await root.DataTask;
        var (isKnown, isSecret, resources) = (data.IsKnown, data.IsSecret, data.Resources);
        while (isKnown)
        {
            var json = JsonSerializer.Serialize(data.Value, ours);
            if (found.Pending.Count == 0) return new(json, true, isSecret, resources);
            foreach (var output in found.Pending)
            {
                var nested = await output.GetUntypedDataAsync();
                found.Values[output] = nested.Value;
                isKnown &= nested.IsKnown;
                isSecret |= nested.IsSecret;
                resources = resources.Union(nested.Resources);
            }
            found.Pending.Clear();
        }
        return OutputData<string>.Unknown(isSecret, resources);
    }

    sealed class Found
    {
        public Dictionary<IOutput, object?> Values { get; } = new(ReferenceEqualityComparer.Instance);
        public HashSet<IOutput> Pending { get; } = new(ReferenceEqualityComparer.Instance);
    }

    sealed class Factory(Found found) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Writer<>).MakeGenericType(typeToConvert), found)!;
    }

    sealed class Writer<TOutput>(Found found) : JsonConverter<TOutput>
    {
        public override TOutput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new InvalidOperationException($"JSON can't be read into {typeToConvert.Name}. Use Output.JsonDeserialize<T> with the type of its value.");

        public override void Write(Utf8JsonWriter writer, TOutput value, JsonSerializerOptions options)
        {
            var output = Output.Untyped(value)!;
            if (found.Values.TryGetValue(output, out var resolved))
            {
                JsonSerializer.Serialize(writer, resolved, resolved?.GetType() ?? typeof(object), options);
                return;
            }
            found.Pending.Add(output);
            writer.WriteNullValue();
        }
    }
}
