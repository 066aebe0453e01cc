using Pulumi;
using Pulumi.Aws.AppAutoScaling;
using Pulumi.Aws.AppAutoScaling.Inputs;

namespace Infra.Stacks.AwsEcs;

/// <summary>Grows a service to twice its replicas while its processors are busy, and never below them.</summary>
internal sealed class Scaling : ComponentResource
{
    const int Growth = 2;
    const double BusyPercent = 60;

    public Scaling(string name, ScalingArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Scaling", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var target = new Target(name, new()
        {
            ServiceNamespace = "ecs",
            ScalableDimension = "ecs:service:DesiredCount",
            ResourceId = Output.Format($"service/{args.ClusterName}/{args.ServiceName}"),
            MinCapacity = args.Replicas,
            MaxCapacity = args.Replicas * Growth,
        }, child);
        _ = new Policy(name, new()
        {
            PolicyType = "TargetTrackingScaling",
            ServiceNamespace = target.ServiceNamespace,
            ScalableDimension = target.ScalableDimension,
            ResourceId = target.ResourceId,
            TargetTrackingScalingPolicyConfiguration = new PolicyTargetTrackingScalingPolicyConfigurationArgs
            {
                TargetValue = BusyPercent,
                ScaleOutCooldown = 60,
                ScaleInCooldown = 300,
                PredefinedMetricSpecification = new PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs { PredefinedMetricType = "ECSServiceAverageCPUUtilization" },
            },
        }, child);
        RegisterOutputs();
    }
}
