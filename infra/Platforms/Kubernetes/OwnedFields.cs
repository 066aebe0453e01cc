using System.Text.Json.Nodes;

namespace Infra.Platforms.Kubernetes;

/// <summary>What one field manager applied to an object, read off its managed fields: an apply that leaves some of it out takes that away.</summary>
internal static class OwnedFields
{
    /// <summary>Who applies this object as a whole, if anybody: of several the one that owns its rules.</summary>
    internal static JsonObject? Applier(JsonObject live) =>
        (from entry in live["metadata"]?["managedFields"]?.AsArray().OfType<JsonObject>() ?? []
         where (string?)entry["operation"] == "Apply" && entry["subresource"] is null && entry["fieldsV1"]?["f:spec"] is JsonObject
         orderby entry["fieldsV1"]?["f:spec"]?["f:rules"] is null
         select entry).FirstOrDefault();

    /// <summary>In whose name an object is applied that we change: of who applies it already, else our own.</summary>
    internal static string Manager(JsonObject live) => (string?)Applier(live)?["manager"] ?? "infra";

    /// <summary>All that its applier applied, to be applied once more with a change: with the version that was read, so that the API server refuses it when somebody came between.</summary>
    internal static JsonObject Body(JsonObject live, string version, string kind)
    {
        var body = Applier(live)?["fieldsV1"] is JsonObject fields ? Of(live, fields) : [];
        (body["apiVersion"], body["kind"]) = (version, kind);
        body["metadata"] ??= new JsonObject();
        body["spec"] ??= new JsonObject();
        foreach (var name in new[] { "name", "namespace", "resourceVersion" })
            body["metadata"]![name] = live["metadata"]?[name]?.DeepClone();
        return body;
    }

    /// <param name="fields">In the form FieldsV1: <c>f:</c> and a name, with what is inside; nothing inside stands for all of it.</param>
    internal static JsonObject Of(JsonObject live, JsonObject fields)
    {
        var owned = new JsonObject();
        foreach (var (key, inside) in fields)
        {
            if (!key.StartsWith("f:", StringComparison.Ordinal) || live[key[2..]] is not { } value)
                continue;
            // Of a list that is owned by items all of it is taken: the items of others are applied as they are.
            owned[key[2..]] = inside is JsonObject { Count: > 0 } deeper && value is JsonObject nested ? Of(nested, deeper) : value.DeepClone();
        }

        return owned;
    }
}
