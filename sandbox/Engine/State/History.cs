using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>The history files of a stack, one pair for each operation.</summary>
internal static class History
{
    const string Suffix = ".history.json";

    /// <summary>For who holds the stack's lock: what a killed process had half written goes.</summary>
    public static void Append(StackFiles files, HistoryEntry entry)
    {
        foreach (var draft in Directory.Exists(files.History) ? Directory.GetFiles(files.History, "*" + StackFiles.Draft) : []) File.Delete(draft);
        var nanoseconds = (entry.End - DateTimeOffset.UnixEpoch).Ticks * 100;
        var prefix = Path.Combine(files.History, $"{files.Stack}-{nanoseconds}");
        StackFiles.WriteDurably(prefix + ".checkpoint.json", File.ReadAllBytes(files.Checkpoint));
        StackFiles.WriteDurably(prefix + Suffix, JsonText.Bytes(json => Write(json, entry), indented: false));
    }

    /// <summary>Newest first.</summary>
    public static IEnumerable<HistoryEntry> Read(StackFiles files) => Directory.Exists(files.History)
        ? Directory.GetFiles(files.History, "*" + Suffix).OrderDescending(StringComparer.Ordinal).Select(Read)
        : [];

    static void Write(Utf8JsonWriter json, HistoryEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("kind", entry.Kind);
        json.WriteNumber("startTime", entry.Start.ToUnixTimeSeconds());
        json.WriteString("message", entry.Message);
        json.WriteStartObject("environment");
        foreach (var (name, value) in entry.Environment) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartObject("config");
        foreach (var (name, value) in entry.Config)
        {
            json.WriteStartObject(name);
            json.WriteString(value.IsSecret ? "secure" : "value", value.Text);
            if (value.IsObject) json.WriteBoolean("object", true);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteNumber("version", 0);
        json.WriteString("result", entry.Result);
        json.WriteNumber("endTime", entry.End.ToUnixTimeSeconds());
        json.WriteStartObject("resourceChanges");
        foreach (var (name, count) in entry.Changes) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static HistoryEntry Read(string file)
    {
        try
        {
            return Parse(file);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EngineException($"{file} is no entry of a history: {Reason.Of(e)}. Move it elsewhere: the state and all other entries stand without it.", inner: e);
        }
    }

    static HistoryEntry Parse(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var entry = document.RootElement;
        return new HistoryEntry
        {
            Kind = entry.GetProperty("kind").GetString()!,
            Start = DateTimeOffset.FromUnixTimeSeconds(entry.GetProperty("startTime").GetInt64()),
            End = DateTimeOffset.FromUnixTimeSeconds(entry.GetProperty("endTime").GetInt64()),
            Message = entry.GetProperty("message").GetString()!,
            Environment = entry.GetProperty("environment").EnumerateObject().ToImmutableSortedDictionary(item => item.Name, item => item.Value.GetString()!),
            Config = entry.GetProperty("config").EnumerateObject().ToImmutableSortedDictionary(item => item.Name, item => ReadValue(item.Value)),
            Result = entry.GetProperty("result").GetString()!,
            Changes = entry.TryGetProperty("resourceChanges", out var changes)
                ? changes.EnumerateObject().ToImmutableSortedDictionary(item => item.Name, item => item.Value.GetInt32())
                : ImmutableSortedDictionary<string, int>.Empty,
        };
    }

    static ConfigValue ReadValue(JsonElement value)
    {
        var secret = value.TryGetProperty("secure", out var text);
        if (!secret) text = value.GetProperty("value");
        return new ConfigValue(text.GetString()!, secret, value.TryGetProperty("object", out _));
    }
}
