namespace Infra.Platforms.Aws;

/// <summary>One of AWS's APIs.</summary>
/// <param name="Host">The first part of its host name.</param>
/// <param name="SigningName">What requests to it are signed for.</param>
/// <param name="Version">Of its query protocol, or the prefix of its targets in the JSON protocol.</param>
internal sealed record AwsService(string Host, string SigningName, string Version)
{
    internal static AwsService LoadBalancing { get; } = new("elasticloadbalancing", "elasticloadbalancing", "2015-12-01");
    internal static AwsService AutoScaling { get; } = new("autoscaling", "autoscaling", "2011-01-01");
    internal static AwsService CloudWatch { get; } = new("monitoring", "monitoring", "2010-08-01");
    internal static AwsService Tokens { get; } = new("sts", "sts", "2011-06-15");
    internal static AwsService Ec2 { get; } = new("ec2", "ec2", "2016-11-15");
    internal static AwsService Ecs { get; } = new("ecs", "ecs", "AmazonEC2ContainerServiceV20141113");
    internal static AwsService Quotas { get; } = new("servicequotas", "servicequotas", "ServiceQuotasV20190624");
    internal static AwsService Ecr { get; } = new("api.ecr", "ecr", "AmazonEC2ContainerRegistry_V20150921");

    /// <summary>Where it is asked; AWS_ENDPOINT_URL names another place, as it does for all of AWS's own tools.</summary>
    internal static Uri Endpoint(AwsService service, string region) =>
        Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } elsewhere
            ? new(elsewhere)
            : new($"https://{service.Host}.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}/");
}
