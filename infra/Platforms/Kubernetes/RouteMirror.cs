using System.Text.Json.Nodes;
using Infra.Catalog;

namespace Infra.Platforms.Kubernetes;

/// <summary>The filter of a rule that copies requests.</summary>
internal static class RouteMirror
{
    private const string Type = "RequestMirror";

    internal static bool Is(JsonObject filter) => (string?)filter["type"] == Type;

    internal static JsonObject Of(Weight share, JsonObject backend)
    {
        // A copy has no weight and no filters of its own.
        var target = backend.DeepClone().AsObject();
        foreach (var name in new[] { "weight", "filters" })
            target.Remove(name);
        return new() { ["type"] = Type, ["requestMirror"] = new JsonObject { ["backendRef"] = target, ["percent"] = share.InPercent } };
    }

    internal static JsonObject Backend(JsonObject filter) => filter["requestMirror"]?["backendRef"]?.AsObject() ?? [];

    /// <summary>In percent or as a fraction; with neither all is copied. What is not nothing never reads as nothing.</summary>
    internal static Weight Share(JsonObject filter)
    {
        var mirror = filter["requestMirror"];
        var share = (int?)mirror?["percent"]
            ?? (mirror?["fraction"] is { } fraction ? 100.0 * (int)fraction["numerator"]! / ((int?)fraction["denominator"] ?? 100) : 100);
        return share <= 0 ? Weight.Zero : Weight.Percent(Math.Clamp((int)Math.Round(share), 1, 100));
    }
}
