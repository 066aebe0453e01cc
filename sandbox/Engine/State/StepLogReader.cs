using System.Text.Json;

namespace Infra.Sandbox.Engine.State;

/// <summary>Folds a log into its checkpoint. What follows the last line end was being written when the process died, and doesn't count.</summary>
internal static class StepLogReader
{
    /// <summary>The steps of a log of this checkpoint; none when there is no log, or it belongs to another checkpoint.</summary>
    /// <param name="path">Where it was read, for messages.</param>
    /// <param name="checkpoint">SHA-256 of the checkpoint.</param>
    /// <exception cref="DamagedStateException">A line is not what was written.</exception>
    public static IReadOnlyList<JsonDocument> Steps(ReadOnlyMemory<byte> log, string path, string checkpoint)
    {
        var steps = new List<JsonDocument>();
        var last = "";
        while (log.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (StepChain.Read(last, log[..end]) is not var (step, hash))
                throw new DamagedStateException($"{path}, line {steps.Count + 1} was changed after it was written, or lines before it are missing");
            steps.Add(JsonDocument.Parse(step));
            (last, log) = (hash, log[(end + 1)..]);
        }
        return steps is [var header, ..] && header.RootElement.GetProperty("checkpoint").GetString() == checkpoint ? steps[1..] : [];
    }

    public static SecretsProvider? Secrets(IEnumerable<JsonDocument> steps) =>
        steps.Select(step => SnapshotCodec.ReadSecretsProvider(step.RootElement)).LastOrDefault(provider => provider is not null);

    public static Snapshot Fold(Snapshot checkpoint, IEnumerable<JsonDocument> steps, ResourceCodec codec)
    {
        var state = new LiveState(checkpoint, log: null);
        foreach (var step in steps) Apply(state, step.RootElement, codec);
        return state.Now(checkpoint.Time, checkpoint.Version);
    }

    public static void Apply(LiveState state, JsonElement step, ResourceCodec codec)
    {
        ResourceState Resource() => codec.Read(step.GetProperty("resource"));
        int? Number(string name) => step.TryGetProperty(name, out var value) ? value.GetInt32() : null;
        if (step.TryGetProperty("begin", out _)) state.Begin(step.GetProperty("type").GetString()!, Resource());
        else if (Number("end") is { } operation) state.End(operation);
        else if (Number("keep") is { } kept) state.Keep(kept);
        else if (step.TryGetProperty("put", out _)) state.Put(Resource(), Number("old"));
        else if (step.TryGetProperty("adopt", out _)) state.Adopt(Resource());
        else if (Number("set") is { } slot) state.Set(slot, Resource());
        else if (Number("mark") is { } old) state.Mark(old, Resource());
        else if (step.TryGetProperty("rename", out var from)) state.Rename(from.GetString()!, step.GetProperty("to").GetString()!);
        else if (Number("gone") is { } gone) state.Remove(gone);
        else if (step.TryGetProperty("forget", out _)) state.ForgetPending();
        else if (SnapshotCodec.ReadSecretsProvider(step) is { } provider) state.Use(provider);
    }
}
