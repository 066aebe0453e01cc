namespace Infra.Sandbox.World.Storage;

/// <summary>One world per folder: the kernel drops the lock however its holder ends.</summary>
internal sealed class WorldLock : IDisposable
{
    readonly FileStream file;

    WorldLock(FileStream file) => this.file = file;

    /// <summary>Null when another world holds the folder.</summary>
    public static async Task<WorldLock?> TryTakeAsync(WorldFolder folder, TimeProvider time)
    {
        // Somebody who only looks whether a world runs holds the lock for a moment too; a world holds it for longer.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (TryOpen(folder) is { } file)
            {
                await File.WriteAllTextAsync(folder.Holder, Environment.ProcessId.ToString());
                return new WorldLock(file);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        }
        return null;
    }

    public static bool IsHeld(WorldFolder folder)
    {
        if (!File.Exists(folder.Lock)) return false;
        using var free = TryOpen(folder);
        return free is null;
    }

    public static WorldException Refusal(WorldFolder folder) =>
        new($"Folder {folder.Root} has a world already, process {Holder(folder)}, and one folder has one world: use that one, or end it with `infra sandbox down`.");

    /// <summary>It lives, and no word comes from it.</summary>
    public static WorldSilentException Silence(WorldFolder folder) => new(
        $"The world of {folder.Root}, process {Holder(folder)}, holds its folder and does not answer; what it last did is in {folder.Log}.",
        $"End it with `kill -9 {Holder(folder)}`: the next command starts it anew with all that it had.");

    static FileStream? TryOpen(WorldFolder folder)
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new WorldException($"The world of {folder.Root} can't keep its files: {e.Message} Make that folder writable.", e);
        }
    }

    static string Holder(WorldFolder folder) => File.Exists(folder.Holder) ? File.ReadAllText(folder.Holder) : "unknown";

    public void Dispose() => file.Dispose();
}
