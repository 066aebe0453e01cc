using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Images;

/// <summary><c>repository@sha256:…</c> or <c>repository:tag</c>.</summary>
internal static class ImageReference
{
    public static ImageStatus? Find(IEnumerable<ImageStatus> images, string reference)
    {
        if (reference.IndexOf('@') is > 0 and var at)
            return images.FirstOrDefault(image => image.Repository == reference[..at] && image.Digest == reference[(at + 1)..]);
        if (reference.LastIndexOf(':') is > 0 and var colon)
            return images.FirstOrDefault(image => image.Repository == reference[..colon] && image.Tags.Contains(reference[(colon + 1)..]));
        return null;
    }
}
