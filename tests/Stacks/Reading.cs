using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Testing;

namespace Infra.Tests.Stacks;

/// <summary>Reads what a resource was declared with.</summary>
static class Reading
{
    /// <summary>The value at a path of members and list places, such as <c>actions.0.type</c>; null where nothing stands.</summary>
    public static object? At(this MockResourceArgs resource, string path) => path.Split('.').Aggregate((object?)resource.Inputs, (value, part) => value switch
    {
        ImmutableDictionary<string, object> map => map.GetValueOrDefault(part),
        IList list when int.TryParse(part, out var place) && place < list.Count => list[place],
        _ => null,
    });

    public static string? Text(this MockResourceArgs resource, string path) => At(resource, path) as string;

    /// <summary>A text that holds JSON, such as a policy.</summary>
    public static JsonElement Json(this MockResourceArgs resource, string path) => JsonDocument.Parse(Text(resource, path)!).RootElement;

    /// <summary>All that it was declared with.</summary>
    public static JsonObject Whole(this MockResourceArgs resource) => (JsonObject)Node(resource.Inputs)!;

    static JsonNode? Node(object? value) => value switch
    {
        null => null,
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(name => KeyValuePair.Create(name, Node(map[name])))),
        IList list => new JsonArray([.. list.Cast<object>().Select(Node)]),
        _ => JsonValue.Create(JsonSerializer.SerializeToElement(value)),
    };
}
