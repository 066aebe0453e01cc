using System.Text.Json;
using Infra.Catalog;
using Infra.Sandbox.World;

namespace Infra.Cli.Demo;

/// <summary>Makes releases of the shop: the same program with another release.json, so another digest.</summary>
internal sealed class ShopReleases(string shop, string folder, PlatformKind platform, WorldClient world)
{
    /// <param name="failEvery">Every so many-th request of a replica fails; 0 for none.</param>
    internal async Task<Release> MakeAsync(string service, string name, string colour, int failEvery, string? tag, CancellationToken ct)
    {
        var release = Path.Combine(folder, $"{service}-{name}");
        Copy(shop, release);
        await File.WriteAllTextAsync(Path.Combine(release, "release.json"), JsonSerializer.Serialize(new { service, release = name, colour, failEvery }), ct);
        var image = await world.AddImageAsync($"shop/{service}", release, tag, ct);
        return new() { Name = name, Artefact = $"shop/{service}", Digest = platform == PlatformKind.AwsAsg ? image.MachineImage : image.Digest };
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
            File.Copy(file, target);
        }
    }
}
