using System.Text;

namespace Infra.Sandbox.World.Storage;

/// <summary>What lies where in a world's folder, which only its user can enter.</summary>
internal sealed class WorldFolder(string path)
{
    // sun_path holds 104 bytes on macOS and 108 on Linux, with its final zero.
    const int LongestSocketPath = 100;
    const int MostLogs = 40;

    public string Root { get; } = Path.GetFullPath(path);
    public string Lock => Path.Combine(Root, "lock");
    public string Holder => Path.Combine(Root, "world.pid");
    public string State => Path.Combine(Root, "world.json");
    public string Log => Path.Combine(Root, "world.log");
    public string Certificate => Path.Combine(Root, "certificate.pem");
    public string CertificateWithKey => Path.Combine(Root, "certificate-with-key.pem");
    public string Images => Path.Combine(Root, "images");
    public string Logs => Path.Combine(Root, "logs");
    public string Faults => Path.Combine(Root, "faults.json");
    public string FaultCounts => Path.Combine(Root, "faults.counts");
    public string Homes => Path.Combine(Root, "homes");

    string SocketPointer => Path.Combine(Root, "socket");
    string OwnSocket => Path.Combine(Root, "control.sock");

    public void Create()
    {
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var folder in (string[])[Root, Images, Logs, Homes]) Directory.CreateDirectory(folder, mine);
        File.SetUnixFileMode(Root, mine);
    }

    /// <summary>Removes what a world that was killed left behind: its tasks, their homes, half an image. Only the lock's holder may ask.</summary>
    public void Sweep()
    {
        Orphans.Kill(Homes);
        foreach (var left in Directory.GetDirectories(Homes).Concat(Directory.GetDirectories(Images, ".new-*"))) Directory.Delete(left, recursive: true);
    }

    /// <summary>Every start of a task has a log of its own; the newest are kept.</summary>
    public void PruneLogs()
    {
        foreach (var old in new DirectoryInfo(Logs).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostLogs)) old.Delete();
    }

    /// <summary>The socket on which the world of this folder listens, if it runs.</summary>
    public string FindSocket() => File.Exists(SocketPointer) ? File.ReadAllText(SocketPointer) : OwnSocket;

    /// <summary>A fresh path for the socket. Only the lock's holder may ask.</summary>
    public string CreateSocket()
    {
        RemoveSocket();
        if (Encoding.UTF8.GetByteCount(OwnSocket) <= LongestSocketPath) return OwnSocket;
        // A fresh 0700 folder rather than a name derived from ours: nobody else can have made it before us.
        var elsewhere = Path.Combine(Directory.CreateTempSubdirectory("infra-world-").FullName, "control.sock");
        File.WriteAllText(SocketPointer, elsewhere);
        return elsewhere;
    }

    public void RemoveSocket()
    {
        File.Delete(OwnSocket);
        if (!File.Exists(SocketPointer)) return;
        if (Path.GetDirectoryName(File.ReadAllText(SocketPointer)) is { } folder && Path.GetFileName(folder).StartsWith("infra-world-", StringComparison.Ordinal) && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        File.Delete(SocketPointer);
    }
}
