using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Images;

/// <summary><c>repository@sha256:…</c>, <c>repository:tag</c>, or <c>ami-…</c> with the first 17 hex digits of a digest.</summary>
internal static class ImageReference
{
    public static ImageStatus? Find(IEnumerable<ImageStatus> images, string reference)
    {
        if (reference.IndexOf('@') is > 0 and var at)
            return images.FirstOrDefault(image => image.Repository == reference[..at] && image.Digest == reference[(at + 1)..]);
        if (reference.LastIndexOf(':') is > 0 and var colon)
            return images.FirstOrDefault(image => image.Repository == reference[..colon] && image.Tags.Contains(reference[(colon + 1)..]));
        return reference.StartsWith("ami-", StringComparison.Ordinal) ? images.FirstOrDefault(image => MachineImage(image.Digest) == reference) : null;
    }

    public static string MachineImage(string digest) => $"ami-{digest.Replace("sha256:", "", StringComparison.Ordinal).PadRight(17, '0')[..17]}";
}
