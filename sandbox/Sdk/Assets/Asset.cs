namespace Pulumi;

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string kind, string content) : base(Infra.Rpc.WireValues.AssetSignature, kind, content)
    {
    }
}
