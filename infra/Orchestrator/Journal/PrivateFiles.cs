namespace Infra.Orchestrator.Journal;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path) => Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);

    /// <summary>Opens for reading and writing, and makes it when it isn't there.</summary>
    public static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read,
        UnixCreateMode = Owner,
    });

    /// <summary>Replaces the whole file at once: a reader sees the old text or the new, never a part.</summary>
    public static async Task ReplaceAsync(string path, string text, CancellationToken ct)
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
    }
}
