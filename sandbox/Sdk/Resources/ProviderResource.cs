namespace Pulumi;

public class ProviderResource : CustomResource
{
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, registerPackageRequest: null)
    {
    }

    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : base($"pulumi:providers:{package}", name, args, options, registerPackageRequest) => Package = package;

    private protected ProviderResource(string package, string urn, string id) : base(Output.Create(urn), Output.Create(id)) => Package = package;

    internal string Package { get; }

    /// <summary>How a request names this provider: its URN and its id, or the sentinel while the id is unknown.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var id = await Id.GetValueAsync(whenUnknown: "");
        return $"{await Urn.GetValueAsync(whenUnknown: "")}::{(id is "" or null ? Infra.Rpc.WireValues.Unknown : id)}";
    }
}
