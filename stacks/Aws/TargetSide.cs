using Infra.Catalog;
using Infra.Stacks.Environment;
using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;

namespace Infra.Stacks.Aws;

/// <summary>A target group that the test listener knows and users do not yet.</summary>
/// <param name="Door">AWS refuses a service whose target group no listener knows, so what runs depends on it.</param>
internal sealed record TargetSide(TargetGroup Group, ListenerRule Door)
{
    /// <param name="targetType"><c>ip</c> for tasks, <c>instance</c> for instances.</param>
    public static TargetSide Declare(EnvironmentSpec spec, AwsNetworkOutputs network, string targetType, CustomResourceOptions child)
    {
        var group = new TargetGroup(spec.Name, new()
        {
            Name = spec.Name,
            VpcId = network.VpcId,
            TargetType = targetType,
            Port = spec.Port,
            Protocol = "HTTP",
            DeregistrationDelay = Seconds(spec.Drain),
            HealthCheck = new TargetGroupHealthCheckArgs
            {
                Path = spec.Health.Path,
                Matcher = spec.Health.Matcher,
                Interval = Seconds(spec.Health.Interval),
                Timeout = Seconds(spec.Health.Timeout),
                HealthyThreshold = spec.Health.Healthy,
                UnhealthyThreshold = spec.Health.Unhealthy,
            },
        }, child);
        return new(group, new(spec.Name, new()
        {
            ListenerArn = spec.TestListener,
            Conditions = { new ListenerRuleConditionArgs { HttpHeader = new ListenerRuleConditionHttpHeaderArgs { HttpHeaderName = StackOutputs.TestHeader, Values = { spec.TestHeaderValue } } } },
            Actions = { new ListenerRuleActionArgs { Type = "forward", TargetGroupArn = group.Arn } },
        }, child));
    }

    /// <summary>How long a replica may fail its checks while it starts.</summary>
    public static int GraceSeconds(EnvironmentSpec spec) => Seconds(spec.Health.Interval * spec.Health.Unhealthy);

    static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
