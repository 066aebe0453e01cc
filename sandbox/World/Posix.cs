using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Infra.Sandbox.World;

/// <summary>What .NET does not offer of the system: sessions and signals. Linux and macOS agree on these numbers.</summary>
internal static partial class Posix
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Leaves the terminal's session, so that its Ctrl-C and hang-up don't reach this process. Fails, harmlessly, for one that leads a group already.</summary>
    public static void LeaveSession() => _ = setsid();

    public static void Signal(int processId, int signal)
    {
        // 0, -1 and 1 would mean groups, everybody and init: never what is asked for here.
        if (processId > 1) _ = kill(processId, signal);
    }

    public static void SignalGroup(int leaderId, int signal)
    {
        if (leaderId > 1) _ = kill(-leaderId, signal);
    }

    /// <summary>Puts a folder's entries on disk; .NET opens no folder as a file.</summary>
    public static void SyncFolder(string path)
    {
        var descriptor = open(path, 0);
        if (descriptor < 0) throw new IOException($"Cannot open folder {path} to sync it: error {Marshal.GetLastPInvokeError()}.");
        var failed = fsync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = close(descriptor);
        if (failed) throw new IOException($"Cannot sync folder {path}: error {error}.");
    }

    /// <summary>Waits until nobody else holds a folder, then holds it; the kernel takes it from who dies.</summary>
    public static SafeFileHandle HoldFolder(string path)
    {
        const int exclusive = 2, interrupted = 4;
        // What this process starts meanwhile must not hold it on.
        var handle = new SafeFileHandle(open(path, OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"Cannot open folder {path} to hold it: error {Marshal.GetLastPInvokeError()}.");
        while (flock((int)handle.DangerousGetHandle(), exclusive) != 0)
        {
            if (Marshal.GetLastPInvokeError() is var error && error == interrupted) continue;
            handle.Dispose();
            throw new IOException($"Cannot hold folder {path}: error {error}.");
        }
        return handle;
    }

    /// <summary>No file of this process grows above this any more; what tries gets an error, not the signal that would end it.</summary>
    public static void LimitFiles(long bytes)
    {
        const int fileSize = 1, exceeded = 25, ignore = 1;
        _ = signal(exceeded, ignore);
        if (getrlimit(fileSize, out var limit) != 0 || setrlimit(fileSize, limit with { Current = (nuint)bytes }) != 0)
            throw new IOException($"Cannot limit files to {bytes} bytes: error {Marshal.GetLastPInvokeError()}.");
    }

    readonly record struct ResourceLimit(nuint Current, nuint Most);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getrlimit(int resource, out ResourceLimit limit);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setrlimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint signal(int number, nint handler);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(int descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
