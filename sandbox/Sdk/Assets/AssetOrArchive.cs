namespace Pulumi;

public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string kind, object content) => (Signature, Kind, Content) = (signature, kind, content);

    internal string Signature { get; }

    /// <summary>The name of <see cref="Content"/> on the wire: text, path, uri or assets.</summary>
    internal string Kind { get; }

    internal object Content { get; }
}
