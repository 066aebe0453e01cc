using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Stacks.Environment;

namespace Infra.Stacks.AwsAsg;

/// <summary>What an instance is told at its first start, for cloud-init: two files that the machine image's unit reads.</summary>
internal static class UserData
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In base64, as EC2 takes it.</summary>
    public static string Of(EnvironmentSpec spec) => Convert.ToBase64String(Encoding.UTF8.GetBytes("#cloud-config\n" + new JsonObject // YAML's flow style is JSON
    {
        ["write_files"] = new JsonArray(
            File("/etc/infra/environment", spec.Variables.Select(variable => $"{variable.Key}=\"{Escaped(variable.Value)}\"")),
            // The ARNs only: the image's unit asks for the values, with the instance's own role.
            File("/etc/infra/secrets", spec.Secrets.Select(secret => $"{secret.Key}=\"{Escaped(secret.Value)}\""))),
    }.ToJsonString(options) + "\n"));

    static JsonObject File(string path, IEnumerable<string> lines) => new()
    {
        ["path"] = path,
        ["permissions"] = "0640",
        ["content"] = string.Concat(lines.Select(line => $"{line}\n")),
    };

    // As systemd's EnvironmentFile= reads a value in quotes.
    static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);
}
