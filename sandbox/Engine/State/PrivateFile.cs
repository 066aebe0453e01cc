namespace Infra.Sandbox.Engine.State;

/// <summary>Files that only their user can read: state holds what nobody else needs to see.</summary>
internal static class PrivateFile
{
    // As Linux and macOS number them; of quotas each has its own.
    const int NoSpace = 28, ReadOnly = 30;

    static readonly int overQuota = OperatingSystem.IsMacOS() ? 69 : 122;

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
        catch (Exception e) when (IsRefused(e))
        {
            file.SetLength(end);
            throw Refusal(file.Name, e);
        }
    }

    /// <param name="path">What a refusal names.</param>
    /// <exception cref="UnheardException">The system refuses.</exception>
    public static T Writing<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (IsRefused(e))
        {
            throw Refusal(path, e);
        }
    }

    /// <summary>No room, no right to write, or no longer file allowed: for that, <c>ulimit -f</c>, .NET speaks of an argument.</summary>
    public static bool IsRefused(Exception e) => e is IOException or UnauthorizedAccessException || IsTooLong(e);

    public static UnheardException Refusal(string path, Exception e) =>
        new($"{path} can't be written: {(IsTooLong(e) ? "the system allows no longer file here" : Reason.Of(e))}. {Remedy(e)}");

    public static string Remedy(Exception e) => e switch
    {
        UnauthorizedAccessException or IOException { HResult: ReadOnly } => "Let its folder be written by who runs this, then run it again.",
        IOException { HResult: var error } when error == NoSpace || error == overQuota => "Make room, then run it again.",
        _ when IsTooLong(e) => "Make room, then run it again.",
        _ => "Mend that, then run it again.",
    };

    static bool IsTooLong(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };
}
