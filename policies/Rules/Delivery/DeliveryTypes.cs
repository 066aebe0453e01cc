using System.Collections.Immutable;
using Infra.Policies.Rules.Aws;
using Infra.Policies.Rules.Kubernetes;

namespace Infra.Policies.Rules.Delivery;

/// <summary>The type tokens that only the rules of deliveries know.</summary>
internal static class DeliveryTypes
{
    public const string ScalingPolicy = "aws:autoscaling/policy:Policy";
    public const string ScalingTarget = "aws:appautoscaling/target:Target";

    public static readonly ImmutableArray<string> Databases = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.NeptuneCluster, Kinds.Redshift];

    /// <summary>What holds data that must outlive every side.</summary>
    public static readonly ImmutableArray<string> Data =
    [
        .. Databases, .. Kinds.Buckets, Kinds.Table, Kinds.FileSystem, "aws:ebs/volume:Volume", Kinds.ReplicationGroup, Kinds.MemoryDb, .. Kinds.SearchDomains, Kinds.Kafka,
        .. KubernetesTypes.VolumeClaims, .. KubernetesTypes.Volumes,
    ];
}
