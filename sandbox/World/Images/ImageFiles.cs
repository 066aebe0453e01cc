namespace Infra.Sandbox.World.Images;

/// <summary>The files of a folder that is, or is to be, an image.</summary>
internal static class ImageFiles
{
    /// <exception cref="WorldException">A link leaves the folder or leads to a folder, or a name can't stand in a manifest.</exception>
    public static IEnumerable<(string Path, string Source)> In(string folder)
    {
        var real = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        return Walk(real, real);
    }

    static IEnumerable<(string, string)> Walk(string root, string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            var path = Path.GetRelativePath(root, entry.FullName);
            if (path.AsSpan().ContainsAny('\t', '\n')) throw new WorldException($"File '{path}' of {root} has a tab or a line break in its name; rename it.");
            if (entry.LinkTarget is not null)
                yield return (path, Follow(root, path, entry));
            else if (entry is DirectoryInfo)
                foreach (var below in Walk(root, entry.FullName)) yield return below;
            else
                yield return (path, entry.FullName);
        }
    }

    static string Follow(string root, string path, FileSystemInfo link)
    {
        var target = link.ResolveLinkTarget(returnFinalTarget: true);
        if (target is null || !target.Exists || Path.GetRelativePath(root, target.FullName).StartsWith("..", StringComparison.Ordinal))
            throw new WorldException($"Link '{path}' of {root} leads to {target?.FullName ?? "nothing"}, outside the folder: an image holds all its files itself. Replace the link by a copy.");
        if (target is DirectoryInfo)
            throw new WorldException($"Link '{path}' of {root} leads to a folder: an image has links to files only. Replace the link by a copy.");
        return target.FullName;
    }
}
