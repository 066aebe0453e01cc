namespace Pulumi.Kubernetes;

public partial class Provider
{
    /// <summary>The options of a resource that is written by hand, with the version that the generated ones have.</summary>
    internal static CustomResourceOptions Versioned(CustomResourceOptions? options) => MakeResourceOptions(options, null);
}
