namespace Infra.Sandbox.World.Faults;

/// <summary>A disk that is full, for one process: the system refuses to make any of its files longer.</summary>
public static class DiskLimit
{
    /// <summary>For this process and for what it starts, from here on.</summary>
    public static void Apply(long bytes)
    {
        // A .NET program maps its code through a large file of memory, for which the limit counts too.
        Environment.SetEnvironmentVariable("DOTNET_EnableWriteXorExecute", "0");
        Posix.LimitFiles(bytes);
    }
}
