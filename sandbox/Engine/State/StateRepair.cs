using System.Globalization;
using System.Text.Json;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>Brings the state of a stack back from one of its copies, or from a file that somebody kept.</summary>
/// <exception cref="EngineException">No such stack or copy, or a copy that is no sound state of this stack; nothing was changed.</exception>
public sealed class StateRepair(string backendUrl, string project, string stack, Func<string> passphrase, TimeProvider time)
{
    readonly StackFiles files = FileBackend.Open(backendUrl, Environment.CurrentDirectory).Stack(project, stack);

    /// <summary>What is wrong with the state as it is; null when nothing is.</summary>
    public string? Damage()
    {
        if (!files.Exist) return File.Exists(files.Backup) || Directory.Exists(files.History) ? $"{files.Checkpoint} is missing" : throw new EngineException($"no stack named '{stack}' found", 6);
        try
        {
            new StackStore(files, time).Load(passphrase, null);
            return null;
        }
        catch (DamagedStateException e)
        {
            return e.Message;
        }
    }

    /// <param name="from"><c>backup</c>, <c>history</c> or a file: a checkpoint or an export; null chooses the newest sound copy.</param>
    /// <returns>The file, and how many resources it has.</returns>
    public (string File, int Resources) Choose(string? from)
    {
        var file = from switch
        {
            null => new[] { StateCopies.NewestHistory(files), StateCopies.NewestBackup(files) }.OfType<string>().FirstOrDefault(IsSound)
                ?? throw new EngineException($"'{stack}' has no sound copy. Name a file with --from, such as an export that somebody kept."),
            StateCopies.Backup => StateCopies.NewestBackup(files) ?? throw new EngineException($"'{stack}' has no backup. {StateCopies.Say(files)}"),
            StateCopies.History => StateCopies.NewestHistory(files) ?? throw new EngineException($"'{stack}' has no history. {StateCopies.Say(files)}"),
            _ => File.Exists(from) ? Path.GetFullPath(from) : throw new EngineException($"{from} is no file, and neither 'backup' nor 'history'."),
        };
        return (file, Read(file).Snapshot.Resources.Length);
    }

    /// <returns>Where the state as it was is kept; null when there was none.</returns>
    public string? Restore(string file)
    {
        using var hold = StackLock.Take(files, time);
        var (_, checkpoint) = Read(file);
        var kept = $"{files.Checkpoint}.broken-{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        var wasThere = files.Exist;
        if (wasThere) File.Copy(files.Checkpoint, kept, overwrite: true);
        if (File.Exists(files.Steps) && !HasSteps(checkpoint)) File.Move(files.Steps, kept + ".steps", overwrite: true);
        new StackStore(files, time).Replace(checkpoint);
        return wasThere ? kept : null;
    }

    /// <summary>Whether the log goes on from this checkpoint; it is no use to another, and none when it is damaged itself.</summary>
    bool HasSteps(byte[] checkpoint)
    {
        try
        {
            return StepLogReader.Steps(File.ReadAllBytes(files.Steps), files.Steps, StackStore.Hash(checkpoint)).Count > 0;
        }
        catch (DamagedStateException)
        {
            return false;
        }
    }

    bool IsSound(string file)
    {
        try
        {
            Read(file);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    (Snapshot Snapshot, byte[] Checkpoint) Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var isExport = document.RootElement.TryGetProperty("deployment", out var deployment);
            if (!isExport) deployment = document.RootElement.GetProperty("checkpoint").GetProperty("latest");
            var secrets = new StackSecrets(passphrase, SnapshotCodec.ReadSecretsProvider(deployment)?.Salt);
            var snapshot = SnapshotCodec.Read(deployment, secrets.Codec);
            if (Integrity.Problems(snapshot) is [var first, ..]) throw new EngineException($"{file} is no sound state: {first}.");
            if (snapshot.Resources.FirstOrDefault(resource => !resource.Urn.StartsWith($"urn:pulumi:{stack}::{project}::", StringComparison.Ordinal)) is { } foreign)
                throw new EngineException($"{file} is a state of another stack than '{stack}': it has {foreign.Urn}.");
            return (snapshot, isExport ? StackStore.Checkpoint(files, json => deployment.WriteTo(json)) : bytes);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EngineException($"{file} is no state: {e.Message.TrimEnd('.')}.", inner: e);
        }
    }
}
