using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Images;

/// <summary>The known images. A tag names one image of its repository; given again, it moves.</summary>
internal static class ImageList
{
    public static ImmutableArray<ImageStatus> Add(ImmutableArray<ImageStatus> images, string repository, string digest, string? tag, long bytes)
    {
        var known = images.FirstOrDefault(image => image.Repository == repository && image.Digest == digest) ?? new ImageStatus(repository, digest, [], bytes);
        var others = images.Where(image => image.Repository != repository || image.Digest != digest)
            .Select(image => tag is not null && image.Repository == repository ? image with { Tags = image.Tags.Remove(tag) } : image);
        return [.. others, tag is null || known.Tags.Contains(tag) ? known : known with { Tags = known.Tags.Add(tag) }];
    }
}
