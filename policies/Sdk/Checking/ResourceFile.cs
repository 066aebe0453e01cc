using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Policies.Sdk.Checking;

/// <summary>Reads what <c>pulumi stack export</c>, a file backend, and <c>pulumi preview --json</c> write.</summary>
internal static class ResourceFile
{
    static readonly string[] gone = ["delete", "delete-replaced", "discard", "discard-replaced", "read-discard"];

    /// <exception cref="UnusableFileException">The file is none of these.</exception>
    public static ImmutableArray<CheckedResource> Read(string path)
    {
        var text = GivenFile.Text(path);
        try
        {
            return Of(JsonNode.Parse(text) as JsonObject, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new UnusableFileException($"{path} is damaged: {e.Message} Write it anew with `pulumi stack export` or `pulumi preview --json`.", e);
        }
    }

    static ImmutableArray<CheckedResource> Of(JsonObject? root, string path) =>
        root?["deployment"]?["resources"] is JsonArray export ? All(export)
        : root?["checkpoint"]?["latest"]?["resources"] is JsonArray checkpoint ? All(checkpoint)
        : root?["deployment"] is JsonObject or null && root?["checkpoint"]?["latest"] is null && root?["steps"] is JsonArray steps ? All(steps.Where(step => !gone.Contains($"{step?["op"]}")).Select(step => step?["newState"]))
        : root?["deployment"] is JsonObject || root?["checkpoint"] is JsonObject ? []
        : throw new UnusableFileException($"{path} is neither a state (`pulumi stack export`) nor a plan (`pulumi preview --json`): it has no deployment and no steps.");

    static ImmutableArray<CheckedResource> All(IEnumerable<JsonNode?> resources)
    {
        var all = resources.OfType<JsonObject>().Where(resource => (bool?)resource["delete"] != true).ToList();
        var providers = all.Where(resource => $"{resource["type"]}".StartsWith("pulumi:providers:", StringComparison.Ordinal)).DistinctBy(resource => $"{resource["urn"]}").ToDictionary(resource => $"{resource["urn"]}");
        return [.. all.Select(resource => Of(resource, providers))];
    }

    static CheckedResource Of(JsonObject resource, Dictionary<string, JsonObject> providers) => new()
    {
        Provider = providers.GetValueOrDefault(ProviderUrn(resource)) is { } provider ? new() { Type = $"{provider["type"]}", Urn = $"{provider["urn"]}", Properties = StateValues.Object(provider["inputs"]) } : null,
        Type = (string?)resource["type"] ?? throw new FormatException("a resource has no type."),
        Urn = (string?)resource["urn"] ?? throw new FormatException("a resource has no URN."),
        Inputs = StateValues.Object(resource["inputs"]),
        Outputs = StateValues.Object(resource["outputs"] ?? resource["inputs"]),
        IsProtected = (bool?)resource["protect"] == true,
        Parent = (string?)resource["parent"] ?? "",
        Dependencies = resource["propertyDependencies"] is JsonObject dependencies
            ? dependencies.ToImmutableDictionary(pair => pair.Key, pair => pair.Value is JsonArray urns ? urns.Select(urn => $"{urn}").ToImmutableArray() : [])
            : ImmutableDictionary<string, ImmutableArray<string>>.Empty,
    };

    /// <summary>A reference is the provider's URN and its id, with :: between them.</summary>
    static string ProviderUrn(JsonObject resource) => $"{resource["provider"]}" is var reference && reference.LastIndexOf("::", StringComparison.Ordinal) is > 0 and var at ? reference[..at] : "";
}
