namespace Infra.Cli.Doctor;

/// <summary>Tries folders without leaving anything in them.</summary>
internal static class Folders
{
    /// <returns>Why nothing can be written there, or where it would have to be made; null when it can.</returns>
    internal static string? WhyNotWritable(string folder)
    {
        var nearest = folder;
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest))
                return $"{nearest} is a file.";
            if (Path.GetDirectoryName(nearest) is not { } parent)
                return $"{folder} has no parent that is there.";
            nearest = parent;
        }

        var probe = Path.Combine(nearest, $".infra-doctor-{Environment.ProcessId}");
        try
        {
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    internal static bool IsInside(string folder, string root)
    {
        var way = Path.GetRelativePath(root, folder);
        return way != ".." && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(way);
    }
}
