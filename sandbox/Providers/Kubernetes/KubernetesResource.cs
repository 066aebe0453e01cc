namespace Pulumi.Kubernetes;

/// <summary>What every object of a cluster is.</summary>
public abstract class KubernetesResource : global::Pulumi.CustomResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options) : base(type, name, args, options)
    {
    }
}
