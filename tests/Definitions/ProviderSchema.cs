using System.Text.Json;

namespace Infra.Tests.Definitions;

/// <summary>What is known of an official provider, where that knowledge lies beside the repository.</summary>
sealed class ProviderSchema : IDisposable
{
    readonly JsonDocument document;

    ProviderSchema(JsonDocument document) => this.document = document;

    /// <summary>The schema, or a skipped test where it is not.</summary>
    public static ProviderSchema Read(string package)
    {
        Assert.SkipWhen(Repository.Shared is null, $"The provider's schema does not lie beside this checkout (../shared/data/schemas/{package}.json).");
        return new(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Shared, $"data/schemas/{package}.json"))));
    }

    public string Version => document.RootElement.GetProperty("version").GetString()!;

    /// <param name="kind"><c>resources</c>, <c>types</c> and so on.</param>
    public IEnumerable<JsonElement> All(string kind) => document.RootElement.GetProperty(kind).EnumerateObject().Select(one => one.Value);

    public JsonElement? Resource(string token) => Find("resources", token);

    public JsonElement? Object(string token) => Find("types", token);

    public JsonElement? Function(string token) => Find("functions", token);

    public IEnumerable<string?> Choices(string token) => Find("enums", token) is { } choices ? choices.GetProperty("values").EnumerateArray().Select(choice => choice.GetProperty("value").GetString()) : [];

    public void Dispose() => document.Dispose();

    JsonElement? Find(string kind, string token) => document.RootElement.GetProperty(kind).TryGetProperty(token, out var found) ? found : null;
}
