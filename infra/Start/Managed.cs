using System.Runtime.InteropServices;
using Infra.Cli;

namespace Infra.Start;

/// <summary>The managed infra, into which this process turns: same number, same streams, same folder.</summary>
internal static partial class Managed
{
    private const string Name = "infra-managed";

    internal static int Run(string[] args)
    {
        var path = Path.Combine(AppContext.BaseDirectory, Name);
        _ = Execute(path, [path, .. args, null]);
        Console.Error.WriteLine($"infra: {path} can't be started: {Marshal.GetLastPInvokeErrorMessage()}. Publish infra again; the two belong together.");
        return (int)ExitCode.Error;
    }

    /// <summary>Returns only when it failed.</summary>
    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] args);
}
