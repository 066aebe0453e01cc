using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Tests.Command;

static class Plain
{
    static readonly JsonSerializerOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON as people write it: quotes in a text are escaped by a backslash.</summary>
    public static string Json(JsonNode? node) => node!.ToJsonString(relaxed);

    public static string Json(string text) => Json(JsonNode.Parse(text));
}
