using System.Text.Json.Nodes;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>Managed fields, as far as an HTTPRoute has them: labels and annotations each for themselves, what is right below spec as a whole.</summary>
static class FieldOwners
{
    /// <summary>The fields of an object that can have owners, as paths.</summary>
    public static List<string> Leaves(JsonObject body) =>
    [
        .. from part in new[] { "labels", "annotations" }
           from pair in body["metadata"]?[part]?.AsObject() ?? []
           select $"metadata|{part}|{pair.Key}",
        .. from pair in body["spec"]?.AsObject() ?? []
           select $"spec|{pair.Key}",
    ];

    public static List<string> Changed(JsonObject before, JsonObject after) =>
        [.. Leaves(after).Where(leaf => !JsonNode.DeepEquals(At(before, leaf), At(after, leaf)))];

    public static JsonNode? At(JsonObject live, string leaf) => leaf.Split('|').Aggregate((JsonNode?)live, (at, name) => at?[name]);

    public static void Set(JsonObject live, string leaf, JsonNode? value)
    {
        var parts = leaf.Split('|');
        var at = live;
        foreach (var name in parts[..^1])
        {
            at[name] ??= new JsonObject();
            at = at[name]!.AsObject();
        }

        at[parts[^1]] = value;
    }

    public static void Remove(JsonObject live, string leaf)
    {
        var parts = leaf.Split('|');
        (parts[..^1].Aggregate((JsonNode?)live, (at, name) => at?[name]) as JsonObject)?.Remove(parts[^1]);
    }

    /// <summary>What a manager applied.</summary>
    public static List<string> Of(JsonArray entries, string manager) =>
        [.. entries.OfType<JsonObject>().Where(entry => (string?)entry["manager"] == manager && (string?)entry["operation"] == "Apply").SelectMany(entry => Paths(entry["fieldsV1"]!.AsObject(), ""))];

    /// <summary>Who else owns any of these; what one manager updated is another owner than what it applied.</summary>
    public static string Others(JsonArray entries, string manager, List<string> changed) => string.Join(", ",
        from entry in entries.OfType<JsonObject>()
        where (string?)entry["manager"] != manager || (string?)entry["operation"] != "Apply"
        where Paths(entry["fieldsV1"]!.AsObject(), "").Intersect(changed).Any()
        select (string?)entry["manager"]);

    /// <summary>Makes a manager the owner of these; of those that changed, the only one.</summary>
    public static void Take(JsonArray entries, string manager, string operation, List<string> leaves, List<string>? changed = null)
    {
        foreach (var entry in entries.OfType<JsonObject>().ToList())
        {
            var isOwn = (string?)entry["manager"] == manager && (string?)entry["operation"] == operation;
            var left = Paths(entry["fieldsV1"]!.AsObject(), "").Except(isOwn ? operation == "Apply" ? Paths(entry["fieldsV1"]!.AsObject(), "") : [] : changed ?? leaves).ToList();
            if (isOwn && operation == "Update") leaves = [.. left.Union(leaves)];
            if (isOwn || left.Count == 0)
                entries.Remove(entry);
            else
                entry["fieldsV1"] = Tree(left);
        }

        entries.Add(new JsonObject { ["manager"] = manager, ["operation"] = operation, ["apiVersion"] = "gateway.networking.k8s.io/v1", ["fieldsType"] = "FieldsV1", ["fieldsV1"] = Tree(leaves) });
    }

    static IEnumerable<string> Paths(JsonObject fields, string above) =>
        from pair in fields
        where pair.Key != "."
        let path = above + pair.Key[2..]
        from leaf in pair.Value is JsonObject { Count: > 0 } deeper ? Paths(deeper, $"{path}|") : [path]
        select leaf;

    static JsonObject Tree(List<string> leaves)
    {
        var tree = new JsonObject();
        foreach (var leaf in leaves)
        {
            var at = tree;
            foreach (var name in leaf.Split('|')) at = (at[$"f:{name}"] ??= new JsonObject()).AsObject();
        }

        return tree;
    }
}
