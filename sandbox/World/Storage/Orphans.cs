using System.Globalization;
using System.Text;

namespace Infra.Sandbox.World.Storage;

/// <summary>Tasks that lost both the world and its keeper at one blow. They are known by the HOME that only a world gives (Linux's /proc).</summary>
internal static class Orphans
{
    public static void Kill(string homes)
    {
        if (!Directory.Exists("/proc/self")) return;
        var mark = Encoding.UTF8.GetBytes($"HOME={homes}/");
        foreach (var process in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var id) && Has(process, mark))
                Posix.Signal(id, Posix.Kill);
    }

    static bool Has(string process, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, "environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that just ended.
            return false;
        }
    }
}
