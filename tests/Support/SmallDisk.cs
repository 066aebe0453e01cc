namespace Infra.Tests.Support;

/// <summary>A file system of its own and of few bytes at a folder: it can really be full, and really be read only, for root too. Skips the test where nothing may be mounted.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    const int Page = 4096;

    readonly string folder;

    SmallDisk(string folder) => this.folder = folder;

    string Filler => Path.Combine(folder, "filler");

    /// <param name="folder">What is in it already is hidden while the disk is there.</param>
    public static async Task<SmallDisk> MountAsync(string folder, int kilobytes = 1024)
    {
        Directory.CreateDirectory(folder);
        var (exitCode, said) = await Tool.RunAsync("mount", "mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder);
        Assert.SkipWhen(exitCode != 0, $"Nothing can be mounted here: {said}");
        return new SmallDisk(folder);
    }

    /// <summary>As another writer does: to the last page.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true) filler.Write(new byte[Page]);
        }
        catch (IOException)
        {
        }
    }

    public void Free() => File.Delete(Filler);

    public Task ForbidWritingAsync() => DoAsync("mount", "-o", "remount,ro", folder);

    public Task AllowWritingAsync() => DoAsync("mount", "-o", "remount,rw", folder);

    public async ValueTask DisposeAsync() => await DoAsync("umount", "--lazy", folder);

    static async Task DoAsync(string name, params string[] args)
    {
        var (exitCode, said) = await Tool.RunAsync(name, "mount", args);
        Assert.True(exitCode == 0, $"{name} {string.Join(' ', args)}: {said}");
    }
}
