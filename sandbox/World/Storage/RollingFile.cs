namespace Infra.Sandbox.World.Storage;

/// <summary>Appends bytes to a file and keeps one file before it: at most twice the limit on disk.</summary>
internal sealed class RollingFile(string path, long limit = 1 << 20) : IDisposable
{
    readonly Lock turn = new();
    FileStream? file;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (turn)
        {
            file ??= Open();
            if (file.Length + bytes.Length > limit && file.Length > 0)
            {
                file.Dispose();
                File.Move(path, path + ".1", overwrite: true);
                file = Open();
            }
            file.Write(bytes);
            file.Flush();
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            file?.Dispose();
            file = null;
        }
    }

    FileStream Open() => new(path, new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
