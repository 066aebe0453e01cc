using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>Enums as the command writes them: <c>create-replacement</c>.</summary>
internal sealed class KebabEnumConverter<T>(T? whenUnknown = null, params (string Text, T Value)[] exceptions) : JsonConverter<T> where T : struct, Enum
{
    readonly Dictionary<string, T> values = Values(exceptions);

    public T Parse(string? text) =>
        text is not null && values.TryGetValue(text, out var value) ? value
        : whenUnknown ?? throw new InvalidOperationException($"'{text}' is no valid {typeof(T).Name}; known are {string.Join(", ", values.Keys)}.");

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Text(value));

    string Text(T value) => values.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;

    static Dictionary<string, T> Values((string Text, T Value)[] exceptions)
    {
        var values = exceptions.ToDictionary(pair => pair.Text, pair => pair.Value);
        foreach (var value in Enum.GetValues<T>())
            if (!values.ContainsValue(value)) values[JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())] = value;
        return values;
    }
}
