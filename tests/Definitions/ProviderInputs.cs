using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Tests.Definitions;

/// <summary>Where inputs on the wire are not what an official provider takes: in any name, type, choice or required value, at any depth.</summary>
sealed class ProviderInputs(ProviderSchema schema)
{
    public IEnumerable<string> Faults(string token, JsonObject inputs) =>
        schema.Resource(token) is { } resource ? Members(token, resource.GetProperty("inputs"), inputs) : [$"{token} is unknown"];

    /// <summary>Of a part that many kinds have, such as metadata.</summary>
    public IEnumerable<string> FaultsOfPart(string path, string token, JsonObject part) => Members(path, schema.Object(token)!.Value.GetProperty("properties"), part);

    IEnumerable<string> Members(string path, JsonElement known, JsonObject given)
    {
        foreach (var name in given.Select(member => member.Key).Where(name => !known.TryGetProperty(name, out _))) yield return $"{path}.{name} is unknown";
        foreach (var property in known.EnumerateObject())
        {
            var where = $"{path}.{property.Name}";
            if (given[property.Name] is not { } value)
            {
                if (property.Value.GetProperty("required").GetBoolean()) yield return $"{where} is missing";
                continue;
            }
            foreach (var fault in Value(where, property.Value.GetProperty("type"), IsText(property.Value) ? JsonNode.Parse((string)value!)! : value)) yield return fault;
            if (property.Value.TryGetProperty("const", out var only) && only.GetString() != (string?)value) yield return $"{where} is {value}, not {only}";
            if (property.Value.TryGetProperty("range", out var range) && range.ValueKind == JsonValueKind.Array && value is JsonValue && ((double)value < range[0].GetDouble() || (double)value > range[1].GetDouble()))
                yield return $"{where} is {value}, not from {range[0]} to {range[1]}";
        }
    }

    /// <summary>A provider takes what is no text as a text that holds JSON.</summary>
    static bool IsText(JsonElement property) => property.TryGetProperty("json", out var json) && json.GetBoolean();

    IEnumerable<string> Value(string where, JsonElement type, JsonNode value)
    {
        if (type.ValueKind == JsonValueKind.String) return IsPrimitive(type.GetString()!, value) ? [] : [$"{where} is {value.ToJsonString()}, no {type}"];
        var (kind, of) = (type.EnumerateObject().Single().Name, type.EnumerateObject().Single().Value);
        return (kind, value) switch
        {
            ("array", JsonArray items) => items.SelectMany((item, at) => Value($"{where}[{at}]", of, item!)),
            ("map", JsonObject entries) => entries.SelectMany(entry => Value($"{where}[{entry.Key}]", of, entry.Value!)),
            ("ref", JsonObject part) => schema.Object(of.GetString()!) is { } known ? Members(where, known.GetProperty("properties"), part) : [$"{where} is of the unknown type {of}"],
            ("enum", JsonValue chosen) => schema.Choices(of.GetString()!).Contains((string?)chosen) ? [] : [$"{where} is {chosen}, which is no {of}"],
            ("union", _) => Union(where, [.. of.EnumerateArray()], value),
            _ => [$"{where} is {value.ToJsonString()}, no {kind}"],
        };
    }

    // A choice that is open to other texts in the SDK is none to the provider.
    List<string> Union(string where, List<JsonElement> kinds, JsonNode value)
    {
        var closed = kinds.Where(kind => kind.ValueKind == JsonValueKind.Object && kind.TryGetProperty("enum", out _)).ToList();
        return (closed.Count > 0 ? closed : kinds).Select(kind => Value(where, kind, value).ToList()).MinBy(faults => faults.Count)!;
    }

    static bool IsPrimitive(string type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        ("string", JsonValueKind.String) or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) or ("any" or "json", _) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger((double)value),
        _ => false,
    };
}
