using System.Text.Json;

namespace Infra.Orchestrator.Attestations;

/// <summary>Others' documents leave out what they have none of: what isn't there reads as nothing.</summary>
internal static class JsonReading
{
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : default;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static string Text(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";

    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var time) ? time : null;
}
