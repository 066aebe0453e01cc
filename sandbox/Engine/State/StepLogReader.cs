using System.Text;
using System.Text.Json;

namespace Infra.Sandbox.Engine.State;

/// <summary>Folds a log into its checkpoint. A line that the process died in doesn't count; nothing can follow it.</summary>
internal static class StepLogReader
{
    /// <summary>The lines of the log of this checkpoint; none when the log belongs to another one.</summary>
    public static IReadOnlyList<JsonDocument> Lines(string path, string checkpoint)
    {
        if (!File.Exists(path)) return [];
        var lines = new List<JsonDocument>();
        var bytes = File.ReadAllBytes(path).AsMemory();
        while (bytes.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            try
            {
                lines.Add(JsonDocument.Parse(Encoding.UTF8.GetString(bytes.Span[..end])));
            }
            catch (JsonException e)
            {
                if (bytes.Span[(end + 1)..].Contains((byte)'\n')) throw new DamagedStateException($"{path}, line {lines.Count + 1} was changed after it was written", e);
                break;
            }
            bytes = bytes[(end + 1)..];
        }
        return lines is [var header, ..] && header.RootElement.TryGetProperty("checkpoint", out var mine) && mine.GetString() == checkpoint
            ? lines[1..]
            : [];
    }

    public static SecretsProvider? Secrets(IEnumerable<JsonDocument> lines) =>
        lines.Select(line => SnapshotCodec.ReadSecretsProvider(line.RootElement)).LastOrDefault(provider => provider is not null);

    public static Snapshot Fold(Snapshot checkpoint, IEnumerable<JsonDocument> lines, ResourceCodec codec)
    {
        var state = new LiveState(checkpoint, log: null);
        foreach (var line in lines) Apply(state, line.RootElement, codec);
        return state.Now(checkpoint.Time, checkpoint.Version);
    }

    static void Apply(LiveState state, JsonElement line, ResourceCodec codec)
    {
        ResourceState Resource() => codec.Read(line.GetProperty("resource"));
        int? Number(string name) => line.TryGetProperty(name, out var value) ? value.GetInt32() : null;
        if (line.TryGetProperty("begin", out _)) state.Begin(line.GetProperty("type").GetString()!, Resource());
        else if (Number("end") is { } operation) state.End(operation);
        else if (Number("keep") is { } kept) state.Keep(kept);
        else if (line.TryGetProperty("put", out _)) state.Put(Resource(), Number("old"));
        else if (Number("set") is { } slot) state.Set(slot, Resource());
        else if (Number("mark") is { } old) state.Mark(old, Resource());
        else if (Number("gone") is { } gone) state.Remove(gone);
        else if (line.TryGetProperty("forget", out _)) state.ForgetPending();
        else if (SnapshotCodec.ReadSecretsProvider(line) is { } provider) state.Use(provider);
    }
}
