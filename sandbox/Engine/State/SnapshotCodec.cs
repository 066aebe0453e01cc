using System.Globalization;
using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>A deployment as version 3 of Pulumi's format writes it, in that order of names.</summary>
internal static class SnapshotCodec
{
    public static void Write(Utf8JsonWriter json, Snapshot snapshot, ResourceCodec resources)
    {
        json.WriteStartObject();
        json.WriteStartObject("manifest");
        json.WriteString("time", Time(snapshot.Time));
        json.WriteString("magic", snapshot.Magic);
        json.WriteString("version", snapshot.Version);
        json.WriteEndObject();
        if (snapshot.SecretsProvider is { } secrets) WriteSecretsProvider(json, secrets);
        if (snapshot.Resources.Length > 0)
        {
            json.WriteStartArray("resources");
            foreach (var resource in snapshot.Resources) resources.Write(json, resource);
            json.WriteEndArray();
        }
        if (snapshot.PendingOperations.Length > 0)
        {
            json.WriteStartArray("pending_operations");
            foreach (var pending in snapshot.PendingOperations)
            {
                json.WriteStartObject();
                json.WritePropertyName("resource");
                resources.Write(json, pending.Resource);
                json.WriteString("type", pending.Type);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteSecretsProvider(Utf8JsonWriter json, SecretsProvider secrets)
    {
        json.WriteStartObject("secrets_providers");
        json.WriteString("type", secrets.Type);
        json.WriteStartObject("state");
        json.WriteString("salt", secrets.Salt);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The secrets provider alone: it must be known before resources can be read.</summary>
    public static SecretsProvider? ReadSecretsProvider(JsonElement deployment)
    {
        if (!deployment.TryGetProperty("secrets_providers", out var secrets) || secrets.ValueKind != JsonValueKind.Object) return null;
        var type = secrets.GetProperty("type").GetString()!;
        if (type != "passphrase") throw new EngineException($"The state's secrets are kept by the provider '{type}'; this engine only has 'passphrase'.");
        return new SecretsProvider(type, secrets.GetProperty("state").GetProperty("salt").GetString()!);
    }

    public static Snapshot Read(JsonElement deployment, ResourceCodec resources)
    {
        var manifest = deployment.GetProperty("manifest");
        var snapshot = new Snapshot
        {
            Time = manifest.TryGetProperty("time", out var time) ? time.GetDateTimeOffset() : default,
            Version = manifest.TryGetProperty("version", out var version) ? version.GetString()! : "",
            SecretsProvider = ReadSecretsProvider(deployment),
            Resources = [.. Items(deployment, "resources").Select(resources.Read)],
            PendingOperations = [.. Items(deployment, "pending_operations").Select(pending => new PendingOperation(
                resources.Read(pending.GetProperty("resource")), pending.GetProperty("type").GetString()!))],
        };
        var magic = manifest.TryGetProperty("magic", out var written) ? written.GetString() : "";
        if (magic != snapshot.Magic) throw new DamagedStateException($"The state's magic '{magic}' doesn't fit its version '{snapshot.Version}'; the file was changed by hand or is damaged.");
        return snapshot;
    }

    /// <summary>RFC 3339 in UTC, as Go prints it: no trailing zeros.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    static JsonElement.ArrayEnumerator Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}
