namespace Pulumi;

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string kind, object content) : base(Infra.Rpc.WireValues.ArchiveSignature, kind, content)
    {
    }
}
