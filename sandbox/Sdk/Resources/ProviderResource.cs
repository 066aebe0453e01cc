namespace Pulumi;

public class ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
    : CustomResource($"pulumi:providers:{package}", name, args, options)
{
    internal string Package { get; } = package;

    /// <summary>How a request names this provider: its URN and its id, or the sentinel while the id is unknown.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var id = await Id.GetValueAsync(whenUnknown: "");
        return $"{await Urn.GetValueAsync(whenUnknown: "")}::{(id is "" or null ? Infra.Rpc.WireValues.Unknown : id)}";
    }
}
