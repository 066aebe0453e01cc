using System.Globalization;

namespace Infra.Sandbox.World.Routing;

/// <summary>Who listens on a port, where the system tells (Linux's /proc).</summary>
internal static class PortHolder
{
    const string Listening = "0A";

    /// <summary>" by process 42 (nginx)", or nothing when it can't be found.</summary>
    public static string Describe(int port)
    {
        try
        {
            return Inode(port) is { } inode && Owner($"socket:[{inode}]") is { } owner ? $" by process {owner.Id} ({owner.Name})" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static string? Inode(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return (from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
                where File.Exists(table)
                from line in File.ReadLines(table).Skip(1)
                let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                where words.Length > 9 && words[1].EndsWith(suffix, StringComparison.Ordinal) && words[3] == Listening
                select words[9]).FirstOrDefault();
    }

    static (int Id, string Name)? Owner(string socket)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var id) && Holds(folder, socket))
                return (id, File.ReadAllText(Path.Combine(folder, "comm")).Trim());
        return null;
    }

    static bool Holds(string process, string socket)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => new FileInfo(file).LinkTarget == socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that just ended.
            return false;
        }
    }
}
