using System.Security.Cryptography;
using System.Text;

namespace Infra.Sandbox.World.Images;

/// <summary>The canonical list of an image's files; its SHA-256 is the image's digest.</summary>
/// <remarks>One line per file, sorted by path: path, length, SHA-256 and whether it may be executed, with tabs between.</remarks>
internal sealed record Manifest(string Digest, long Bytes, IReadOnlyList<ManifestEntry> Entries)
{
    public static async Task<Manifest> ReadAsync(string folder, CancellationToken ct)
    {
        var entries = new List<ManifestEntry>();
        foreach (var file in ImageFiles.In(folder))
        {
            var mode = File.GetUnixFileMode(file.Source);
            await using var content = File.OpenRead(file.Source);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            entries.Add(new ManifestEntry(file.Path, content.Length, hash, (mode & UnixFileMode.UserExecute) != 0, file.Source));
        }
        entries.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var text = string.Concat(entries.Select(entry => $"{entry.Path}\t{entry.Length}\t{entry.Sha256}\t{(entry.Executable ? "x" : "-")}\n"));
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new Manifest(digest, entries.Sum(entry => entry.Length), entries);
    }
}

/// <param name="Source">Where its bytes are: a link inside the folder is stored as the file it leads to.</param>
internal sealed record ManifestEntry(string Path, long Length, string Sha256, bool Executable, string Source);
