using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Policies.Sdk.Checking;

/// <summary>Reads what <c>pulumi stack export</c>, a file backend, and <c>pulumi preview --json</c> write.</summary>
internal static class ResourceFile
{
    static readonly string[] gone = ["delete", "delete-replaced", "discard", "discard-replaced", "read-discard", "remove-pending-replace"];

    /// <exception cref="UnusableFileException">The file is none of these.</exception>
    public static ImmutableArray<CheckedResource> Read(string path)
    {
        var text = GivenFile.Text(path);
        try
        {
            return Of(JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new UnusableFileException($"{path} is damaged: {e.Message} Write it anew with `pulumi stack export` or `pulumi preview --json`.", e);
        }
    }

    static ImmutableArray<CheckedResource> Of(JsonObject? root, string path) =>
        root?["deployment"]?["resources"] is { } export ? All(List(export))
        : root?["checkpoint"]?["latest"]?["resources"] is { } checkpoint ? All(List(checkpoint))
        : root?["steps"] is { } steps ? All(List(steps).Where(step => !IsGone(step)).Select(step => step["newState"]))
        : root?["deployment"] is JsonObject || root?["checkpoint"] is JsonObject ? []
        : throw new UnusableFileException($"{path} is neither a state (`pulumi stack export`) nor a plan (`pulumi preview --json`): it has no deployment and no steps.");

    // What can't be read must not pass for what is not there.
    static IEnumerable<JsonObject> List(JsonNode node) => node is JsonArray list ? list.Select(Whole) : throw new FormatException($"{node.GetPath()} is no list.");

    static JsonObject Whole(JsonNode? node) => node as JsonObject ?? throw new FormatException("a resource or its step is no object.");

    /// <summary>A refresh finds, with no new state, what somebody took away.</summary>
    static bool IsGone(JsonObject step) => $"{step["op"]}" is var op && (gone.Contains(op) || (op == "refresh" && step["newState"] is null));

    static ImmutableArray<CheckedResource> All(IEnumerable<JsonNode?> resources)
    {
        var all = resources.Select(Whole).Where(resource => (bool?)resource["delete"] != true).ToList();
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
