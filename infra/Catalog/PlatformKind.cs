namespace Infra.Catalog;

/// <summary>On what a service runs.</summary>
public enum PlatformKind
{
    /// <summary>Tasks of an ECS service on Fargate.</summary>
    AwsEcs,

    /// <summary>Instances of an Auto Scaling group, each of one AMI.</summary>
    AwsAsg,

    /// <summary>Pods of a Deployment, behind a Gateway.</summary>
    Kubernetes,
}
