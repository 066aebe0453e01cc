using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>The saved state of one stack: checkpoint plus log.</summary>
internal sealed class StackStore(StackFiles files, TimeProvider time)
{
    public const string EngineVersion = "v3.260.0";
    const string EngineTag = "infra:engine";
    const string EngineName = "sandbox";

    public StackFiles Files => files;

    public void Create()
    {
        if (files.Exist) throw new EngineException($"stack '{files.FullName}' already exists");
        SaveTags(Tags().SetItem(EngineTag, EngineName));
        Write(null);
    }

    public void Remove(bool force)
    {
        var saved = SavedFiles.Read(files);
        using (var checkpoint = Parse(saved))
        {
            var steps = saved.ReadSteps();
            var resources = Latest(checkpoint) is { } latest && latest.TryGetProperty("resources", out var list) ? list.GetArrayLength() : 0;
            if (!force && (resources > 1 || steps.Count > 0)) throw new EngineException($"Stack '{files.Stack}' still contains resources; destroy it first or pass --force.");
        }
        foreach (var file in new[] { files.Checkpoint, files.Steps, files.Sum, files.Tags, files.Backup }) File.Delete(file);
        foreach (var folder in new[] { files.Locks, files.History, files.Backups })
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>State as of the last durable step. Reads only.</summary>
    /// <param name="salt">What the configuration knows, for a state that had no secret yet.</param>
    public (Snapshot Snapshot, StackSecrets Secrets) Load(Func<string> passphrase, string? salt)
    {
        try
        {
            var saved = SavedFiles.Read(files);
            using var checkpoint = Parse(saved);
            var steps = saved.ReadSteps();
            var latest = Latest(checkpoint);
            Check(latest, saved);
            var provider = StepLogReader.Secrets(steps) ?? (latest is { } known ? SnapshotCodec.ReadSecretsProvider(known) : null);
            var secrets = new StackSecrets(passphrase, provider?.Salt ?? salt);
            var snapshot = latest is { } deployment ? SnapshotCodec.Read(deployment, secrets.Codec) : new Snapshot { Time = time.GetUtcNow() };
            snapshot = StepLogReader.Fold(snapshot, steps, secrets.Codec);
            if (Integrity.Problems(snapshot) is [var first, ..] problems)
                throw new DamagedStateException($"{files.Checkpoint} is broken in {problems.Length} place(s), first: {first}");
            return (snapshot, secrets);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged($"{files.Checkpoint} is no state: {e.Message}", e);
        }
        catch (DamagedStateException e)
        {
            throw Damaged(e.Message, e);
        }
    }

    DamagedStateException Damaged(string what, Exception why) =>
        new($"{what.TrimEnd('.')}. Nothing was changed. {StateCopies.Say(files)}", why);

    /// <summary>Notices what was changed after it was written. Another engine writes no sums, and says in the state that it wrote it.</summary>
    void Check(JsonElement? latest, SavedFiles saved)
    {
        if (latest is { } written && !saved.IsAsSummed
            && written.GetProperty("manifest").GetProperty("version").GetString() == EngineVersion)
            throw new DamagedStateException($"{files.Checkpoint} was changed after it was written");
    }

    /// <summary>Opens a log for an operation; what an earlier one left behind is folded first.</summary>
    public StepLog Begin(Snapshot snapshot, StackSecrets secrets)
    {
        if (File.Exists(files.Steps)) Save(snapshot, secrets);
        return new StepLog(files.Steps, Hash(File.ReadAllBytes(files.Checkpoint)), secrets);
    }

    /// <summary>Folds: writes the whole document, keeps the one before as <c>.bak</c>, drops the log.</summary>
    public void Save(Snapshot snapshot, StackSecrets secrets)
    {
        if (File.Exists(files.Checkpoint)) StackFiles.WriteDurably(files.Backup, File.ReadAllBytes(files.Checkpoint));
        Write(json => SnapshotCodec.Write(json, snapshot with { SecretsProvider = secrets.Provider ?? snapshot.SecretsProvider }, secrets.Codec));
        File.Delete(files.Steps);
    }

    public ImmutableSortedDictionary<string, string> Tags()
    {
        if (!File.Exists(files.Tags)) return ImmutableSortedDictionary<string, string>.Empty;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(files.Tags));
            return document.RootElement.GetProperty("tags").EnumerateObject().ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EngineException($"{files.Tags} holds no tags: {Reason.Of(e)}. Nothing was changed. Remove it, and adopt the stack's resources with `--adopt`.", inner: e);
        }
    }

    public void SaveTags(ImmutableSortedDictionary<string, string> tags) => StackFiles.WriteDurably(files.Tags, JsonText.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteStartObject("tags");
        foreach (var (name, value) in tags) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }, indented: false));

    /// <summary>Ids are an engine's own: this one touches only what it made, unless told to adopt the rest.</summary>
    public void Claim(Snapshot snapshot, bool adopt, bool write)
    {
        var tags = Tags();
        if (tags.GetValueOrDefault(EngineTag) == EngineName) return;
        if (!adopt && snapshot.Resources.Any(resource => resource.Custom))
            throw new EngineException($"The {snapshot.Resources.Length} resources of '{files.FullName}' were made by another engine; their ids mean nothing to the sandbox. Use that engine, or pass --adopt.");
        if (write) SaveTags(tags.SetItem(EngineTag, EngineName));
    }

    JsonDocument Parse(SavedFiles saved)
    {
        try
        {
            return JsonDocument.Parse(saved.Checkpoint);
        }
        catch (JsonException e)
        {
            throw new DamagedStateException($"{files.Checkpoint} is no JSON ({Reason.Of(e)})", e);
        }
    }

    static JsonElement? Latest(JsonDocument checkpoint) =>
        checkpoint.RootElement.GetProperty("checkpoint").TryGetProperty("latest", out var latest) && latest.ValueKind == JsonValueKind.Object ? latest : null;

    void Write(Action<Utf8JsonWriter>? latest) => Replace(Checkpoint(files, latest));

    /// <summary>The sum of the new content is known before that content is there: a process may die in between.</summary>
    public void Replace(byte[] checkpoint)
    {
        var before = File.Exists(files.Checkpoint) ? Hash(File.ReadAllBytes(files.Checkpoint)) : "";
        StackFiles.WriteDurably(files.Sum, Encoding.ASCII.GetBytes($"{Hash(checkpoint)} {before}"));
        StackFiles.WriteDurably(files.Checkpoint, checkpoint);
    }

    public static byte[] Checkpoint(StackFiles files, Action<Utf8JsonWriter>? latest) => JsonText.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 3);
        json.WriteStartObject("checkpoint");
        json.WriteString("stack", files.FullName);
        if (latest is not null)
        {
            json.WritePropertyName("latest");
            latest(json);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }, indented: false);

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
