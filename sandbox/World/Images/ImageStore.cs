using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Images;

/// <summary>Folders by digest. What is stored is never changed, and looked at again before each start.</summary>
internal sealed class ImageStore(WorldFolder folder)
{
    public string PathOf(string digest) => Path.Combine(folder.Images, digest.Replace("sha256:", "", StringComparison.Ordinal));

    public async Task<Manifest> AddAsync(string source, CancellationToken ct)
    {
        if (!Directory.Exists(source)) throw new WorldException($"No folder {source} to make an image of.");
        var manifest = await Manifest.ReadAsync(source, ct);
        if (manifest.Entries.Count == 0) throw new WorldException($"Folder {source} is empty: an image needs at least what it starts.");
        var stored = PathOf(manifest.Digest);
        if (Directory.Exists(stored) && await IsIntactAsync(manifest.Digest, ct)) return manifest;

        var aside = Path.Combine(folder.Images, ".new-" + manifest.Digest[7..]);
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        try
        {
            foreach (var entry in manifest.Entries)
            {
                var copy = Path.Combine(aside, entry.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? aside);
                File.Copy(entry.Source, copy);
            }
            if ((await Manifest.ReadAsync(aside, ct)).Digest != manifest.Digest)
                throw new WorldException($"Folder {source} changed while it was copied; add it again when nothing writes to it.");
            _ = Entrypoint.Read(aside);
            if (Directory.Exists(stored)) Directory.Delete(stored, recursive: true);
            Directory.Move(aside, stored);
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
        return manifest;
    }

    /// <exception cref="WorldException">The image is not what its digest says, and must not be started.</exception>
    public async Task VerifyAsync(string digest, CancellationToken ct)
    {
        if (!await IsIntactAsync(digest, ct))
            throw new WorldException($"Image {digest} is not what its digest says: files in {PathOf(digest)} were changed or lost. Nothing was started; add the image again.");
    }

    async Task<bool> IsIntactAsync(string digest, CancellationToken ct) =>
        Directory.Exists(PathOf(digest)) && (await Manifest.ReadAsync(PathOf(digest), ct)).Digest == digest;
}
