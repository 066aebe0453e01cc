using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>One simulated cluster, as its kinds see it. What the world has of an object goes by the object's key.</summary>
internal sealed class Cluster(string name, KubernetesHost host)
{
    public const string Deployments = "kubernetes:apps/v1:Deployment";
    public const string Services = "kubernetes:core/v1:Service";
    public const string ConfigMaps = "kubernetes:core/v1:ConfigMap";
    public const string Secrets = "kubernetes:core/v1:Secret";
    public const string Namespaces = "kubernetes:core/v1:Namespace";
    public const string Autoscalers = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
    public const string Gateways = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
    public const string Routes = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

    public KubernetesHost Host => host;
    public TimeProvider Time => host.Time;

    public string Key(string id) => $"{name}:{id}";

    public Task<WorldClient> WorldAsync(CancellationToken ct) => host.World(ct);

    /// <summary>What of it carries traffic.</summary>
    public ClusterObjects Objects() => new([.. from type in (string[])[Deployments, Services, Autoscalers, Gateways, Routes] from thing in List(type, "") select thing]);

    public IEnumerable<ClusterObject> List(string type, string under) => host.Cloud.List(type, Key(under)).Select(thing => new ClusterObject(type, thing.Key, thing.Made.Id, thing.Made.Outputs));

    public ClusterObject? Find(string type, string id) => List(type, id).FirstOrDefault(thing => thing.Id == id);

    public ClusterObject Object(string type, string id, Values.PropertyMap outputs) => new(type, Key(id), id, outputs);
}
