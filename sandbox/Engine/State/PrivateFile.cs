namespace Infra.Sandbox.Engine.State;

/// <summary>Files that only their user can read: state holds what nobody else needs to see.</summary>
internal static class PrivateFile
{
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.ReadWrite)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Adds a line, or nothing of it: half a line would hide all that follows it once there is room again.</summary>
    /// <exception cref="UnheardException">There is no room for it.</exception>
    public static void Append(FileStream file, ReadOnlySpan<byte> line)
    {
        var end = file.Position;
        try
        {
            file.Write(line);
        }
        catch (Exception e) when (IsFull(e))
        {
            file.SetLength(end);
            throw Refusal(file.Name, e);
        }
    }

    /// <summary>No room, or no longer file allowed: for that, <c>ulimit -f</c>, .NET speaks of an argument.</summary>
    public static bool IsFull(Exception e) => e is IOException or ArgumentOutOfRangeException { ParamName: "value" };

    public static UnheardException Refusal(string path, Exception e) =>
        new($"{path} can't be written: {(e is IOException ? e.Message : "the system allows no longer file here.")} Make room, then run it again");
}
