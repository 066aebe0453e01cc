using System.Collections.Immutable;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>The type tokens of Kubernetes, by every API version under which the provider knows a kind.</summary>
internal static class KubernetesTypes
{
    public static readonly ImmutableArray<string> Pods = Of("Pod", "core/v1");
    public static readonly ImmutableArray<string> PodTemplates = Of("PodTemplate", "core/v1");
    public static readonly ImmutableArray<string> Deployments = Of("Deployment", "apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1");
    public static readonly ImmutableArray<string> StatefulSets = Of("StatefulSet", "apps/v1", "apps/v1beta1", "apps/v1beta2");
    public static readonly ImmutableArray<string> DaemonSets = Of("DaemonSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1");
    public static readonly ImmutableArray<string> ReplicaSets = [.. Of("ReplicaSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1"), .. Of("ReplicationController", "core/v1")];
    public static readonly ImmutableArray<string> Jobs = Of("Job", "batch/v1");
    public static readonly ImmutableArray<string> CronJobs = Of("CronJob", "batch/v1", "batch/v1beta1", "batch/v2alpha1");

    public static readonly ImmutableArray<string> Services = Of("Service", "core/v1");
    public static readonly ImmutableArray<string> Ingresses = Of("Ingress", "networking.k8s.io/v1", "networking.k8s.io/v1beta1", "extensions/v1beta1");
    public static readonly ImmutableArray<string> NetworkPolicies = Of("NetworkPolicy", "networking.k8s.io/v1", "extensions/v1beta1");
    public static readonly ImmutableArray<string> Gateways = Of("Gateway", "gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1");
    public static readonly ImmutableArray<string> HttpRoutes = Of("HTTPRoute", "gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1");
    public static readonly ImmutableArray<string> ReferenceGrants = Of("ReferenceGrant", "gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1");

    public static readonly ImmutableArray<string> Roles = [.. Rbac("Role"), .. Rbac("ClusterRole")];
    public static readonly ImmutableArray<string> Bindings = [.. Rbac("RoleBinding"), .. Rbac("ClusterRoleBinding")];
    public static readonly ImmutableArray<string> ServiceAccounts = Of("ServiceAccount", "core/v1");

    public static readonly ImmutableArray<string> Budgets = Of("PodDisruptionBudget", "policy/v1", "policy/v1beta1");
    public static readonly ImmutableArray<string> Autoscalers = Of("HorizontalPodAutoscaler", "autoscaling/v1", "autoscaling/v2", "autoscaling/v2beta1", "autoscaling/v2beta2");

    public static readonly ImmutableArray<string> Secrets = Of("Secret", "core/v1");
    public static readonly ImmutableArray<string> ConfigMaps = Of("ConfigMap", "core/v1");
    public static readonly ImmutableArray<string> Namespaces = Of("Namespace", "core/v1");
    public static readonly ImmutableArray<string> VolumeClaims = Of("PersistentVolumeClaim", "core/v1");
    public static readonly ImmutableArray<string> Volumes = Of("PersistentVolume", "core/v1");
    public static readonly ImmutableArray<string> StorageClasses = Of("StorageClass", "storage.k8s.io/v1", "storage.k8s.io/v1beta1");

    static ImmutableArray<string> Rbac(string kind) => Of(kind, "rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1alpha1");

    static ImmutableArray<string> Of(string kind, params IEnumerable<string> versions) => [.. versions.Select(version => $"kubernetes:{version}:{kind}")];
}
