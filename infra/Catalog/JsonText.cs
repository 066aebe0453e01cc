using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Catalog;

/// <summary>How values that travel between orchestrator and stacks are written: one line, every member, no unknown member.</summary>
internal static class JsonText
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = CatalogContext.Default,
    };

    internal static T Read<T>(string text, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new BadInputException($"\"null\" is not {what}.");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"\"{text}\" is not {what}: {e.Message}");
        }
    }
}
