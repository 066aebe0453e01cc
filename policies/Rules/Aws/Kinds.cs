namespace Infra.Policies.Rules.Aws;

/// <summary>The type tokens of AWS that its rules know; what goes by several names stands with all of them.</summary>
internal static class Kinds
{
    public const string Role = "aws:iam/role:Role";
    public const string Policy = "aws:iam/policy:Policy";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string UserPolicy = "aws:iam/userPolicy:UserPolicy";
    public const string GroupPolicy = "aws:iam/groupPolicy:GroupPolicy";
    public const string PermissionSetPolicy = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
    public const string PasswordPolicy = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

    public const string Instance = "aws:ec2/instance:Instance";
    public const string LaunchConfiguration = "aws:ec2/launchConfiguration:LaunchConfiguration";
    public const string ScalingGroup = "aws:autoscaling/group:Group";
    public const string Function = "aws:lambda/function:Function";
    public const string Project = "aws:codebuild/project:Project";

    public const string RdsInstance = "aws:rds/instance:Instance";
    public const string RdsCluster = "aws:rds/cluster:Cluster";
    public const string RdsClusterInstance = "aws:rds/clusterInstance:ClusterInstance";
    public const string DocDbCluster = "aws:docdb/cluster:Cluster";
    public const string NeptuneCluster = "aws:neptune/cluster:Cluster";
    public const string Redshift = "aws:redshift/cluster:Cluster";
    public const string Table = "aws:dynamodb/table:Table";
    public const string FileSystem = "aws:efs/fileSystem:FileSystem";
    public const string ReplicationGroup = "aws:elasticache/replicationGroup:ReplicationGroup";
    public const string MemoryDb = "aws:memorydb/cluster:Cluster";
    public const string Dax = "aws:dax/cluster:Cluster";
    public const string Kafka = "aws:msk/cluster:Cluster";
    public const string Broker = "aws:mq/broker:Broker";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string Topic = "aws:sns/topic:Topic";
    public const string Secret = "aws:secretsmanager/secret:Secret";
    public const string Parameter = "aws:ssm/parameter:Parameter";
    public const string Key = "aws:kms/key:Key";
    public const string Vault = "aws:backup/vault:Vault";
    public const string Repository = "aws:ecr/repository:Repository";

    public const string Vpc = "aws:ec2/vpc:Vpc";
    public const string Distribution = "aws:cloudfront/distribution:Distribution";
    public const string RestStage = "aws:apigateway/stage:Stage";
    public const string HttpStage = "aws:apigatewayv2/stage:Stage";
    public const string Trail = "aws:cloudtrail/trail:Trail";
    public const string KubernetesCluster = "aws:eks/cluster:Cluster";
    public const string EcsCluster = "aws:ecs/cluster:Cluster";

    // The versions with V2 in their names are the older ones; both are in use.
    public static readonly string[] Buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
    public static readonly string[] BucketAcls = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"];
    public static readonly string[] BucketEncryptions =
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2"];
    public static readonly string[] BucketVersionings = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"];
    public static readonly string[] BucketLoggings = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"];
    public static readonly string[] BucketLifecycles =
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"];

    public static readonly string[] SearchDomains = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"];
    public static readonly string[] ClassicBalancers = ["aws:elb/loadBalancer:LoadBalancer", "aws:elasticloadbalancing/loadBalancer:LoadBalancer"];
}
