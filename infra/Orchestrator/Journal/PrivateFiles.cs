namespace Infra.Orchestrator.Journal;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path) => Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);

    /// <summary>Opens for reading and writing, and makes it when it isn't there.</summary>
    public static FileStream Open(string path, FileShare share = FileShare.Read) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = share,
        UnixCreateMode = Owner,
    });

    /// <exception cref="JournalException">The disk or the folder's rights stand in the way.</exception>
    public static T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (IsRefused(e))
        {
            throw Unwritable(e);
        }
    }

    /// <inheritdoc cref="Written{T}(Func{T})"/>
    public static async Task WrittenAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (IsRefused(e))
        {
            throw Unwritable(e);
        }
    }

    /// <summary>No room, no right, or no longer file allowed: for that last one, <c>ulimit -f</c>, .NET speaks of an argument.</summary>
    private static bool IsRefused(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    private static JournalException Unwritable(Exception why) =>
        new($"The journal can't be written: {(why is ArgumentOutOfRangeException ? "the system allows no longer file here" : why.Message.TrimEnd('.'))}. What can't be recorded isn't done. Make room or its folder writable, or name another one with `journal` in infra.yaml.", why);

    /// <summary>Replaces the whole file at once: a reader sees the old text or the new, never a part.</summary>
    public static Task ReplaceAsync(string path, string text, CancellationToken ct) => WrittenAsync(async () =>
    {
        CreateFolder(Path.GetDirectoryName(path) ?? ".");
        var next = $"{path}.{Environment.ProcessId}.next";
        await using (var file = Open(next))
        {
            file.SetLength(0);
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    });
}
