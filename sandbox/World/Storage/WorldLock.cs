namespace Infra.Sandbox.World.Storage;

/// <summary>One world per folder: the kernel drops the lock however its holder ends.</summary>
internal sealed class WorldLock : IDisposable
{
    readonly FileStream file;

    WorldLock(FileStream file) => this.file = file;

    /// <exception cref="WorldException">Another world holds the folder.</exception>
    public static WorldLock Take(WorldFolder folder)
    {
        try
        {
            var file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(folder.Holder, Environment.ProcessId.ToString());
            return new WorldLock(file);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new WorldException($"Folder {folder.Root} has a world already: process {Holder(folder)}. One folder has one world; use that one, or shut it down first.", e);
        }
    }

    public static bool IsHeld(WorldFolder folder)
    {
        if (!File.Exists(folder.Lock)) return false;
        try
        {
            using var free = new FileStream(folder.Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public static string Holder(WorldFolder folder) => File.Exists(folder.Holder) ? File.ReadAllText(folder.Holder) : "unknown";

    public void Dispose() => file.Dispose();
}
