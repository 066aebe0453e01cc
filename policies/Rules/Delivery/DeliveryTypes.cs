using System.Collections.Immutable;
using Infra.Policies.Rules.Kubernetes;

namespace Infra.Policies.Rules.Delivery;

/// <summary>The type tokens that only the rules of deliveries know.</summary>
internal static class DeliveryTypes
{
    public const string AutoScalingGroup = "aws:autoscaling/group:Group";
    public const string ScalingPolicy = "aws:autoscaling/policy:Policy";
    public const string ScalingTarget = "aws:appautoscaling/target:Target";
    public const string Instance = "aws:ec2/instance:Instance";
    public const string LaunchConfiguration = "aws:ec2/launchConfiguration:LaunchConfiguration";
    public const string Function = "aws:lambda/function:Function";

    public static readonly ImmutableArray<string> Buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

    public static readonly ImmutableArray<string> Databases =
    [
        "aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster", "aws:redshift/cluster:Cluster",
    ];

    /// <summary>What holds data that must outlive every side.</summary>
    public static readonly ImmutableArray<string> Data =
    [
        .. Databases, .. Buckets, "aws:dynamodb/table:Table", "aws:efs/fileSystem:FileSystem", "aws:ebs/volume:Volume", "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:memorydb/cluster:Cluster", "aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain", "aws:msk/cluster:Cluster", .. KubernetesTypes.VolumeClaims, .. KubernetesTypes.Volumes,
    ];
}
