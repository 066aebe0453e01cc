using Infra.Catalog;
using Infra.Stacks.Aws;
using Infra.Stacks.Environment;
using Infra.Stacks.Platforms;
using Pulumi;
using Pulumi.Aws.AutoScaling;
using Pulumi.Aws.AutoScaling.Inputs;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;

namespace Infra.Stacks.AwsAsg;

/// <summary>Instances of one machine image, behind a target group of their own. They are replaced by another group's, never refreshed in place.</summary>
internal sealed class AsgPlatform : IPlatform
{
    const int Growth = 2;
    const double BusyPercent = 60;

    public PlatformKind Kind => PlatformKind.AwsAsg;

    public IGround Ground => AwsGround.Instance;

    public Running Declare(EnvironmentSpec spec, ComponentResource parent)
    {
        var (network, child) = ((AwsNetworkOutputs)spec.Network, new CustomResourceOptions { Parent = parent });
        var side = TargetSide.Declare(spec, network, "instance", child);
        var role = new InstanceRole(spec.Name, new() { Spec = spec }, new() { Parent = parent });
        var group = Group(spec, network, Template(spec, network, role, child), side, parent);
        Scale(spec, group, child);
        return new(side.Group.Arn, group.Name);
    }

    static LaunchTemplate Template(EnvironmentSpec spec, AwsNetworkOutputs network, InstanceRole role, CustomResourceOptions child) => new(spec.Name, new()
    {
        Name = $"{spec.Stage}-{spec.Name}",
        ImageId = spec.Image,
        InstanceType = spec.Instance!,
        IamInstanceProfile = new LaunchTemplateIamInstanceProfileArgs { Arn = role.ProfileArn },
        VpcSecurityGroupIds = { network.ServiceSecurityGroupId },
        // IMDSv2 only, and not from inside a container.
        MetadataOptions = new LaunchTemplateMetadataOptionsArgs { HttpEndpoint = "enabled", HttpTokens = "required", HttpPutResponseHopLimit = 1 },
        BlockDeviceMappings = { new LaunchTemplateBlockDeviceMappingArgs { DeviceName = "/dev/xvda", Ebs = new LaunchTemplateBlockDeviceMappingEbsArgs { Encrypted = "true", VolumeType = "gp3", DeleteOnTermination = "true" } } },
        Monitoring = new LaunchTemplateMonitoringArgs { Enabled = true },
        InstanceInitiatedShutdownBehavior = "terminate",
        TagSpecifications = { Tagged(spec, "instance"), Tagged(spec, "volume") },
        UserData = UserData.Of(spec),
    }, child);

    static LaunchTemplateTagSpecificationArgs Tagged(EnvironmentSpec spec, string type) => new() { ResourceType = type, Tags = spec.Tags.ToDictionary() };

    static Group Group(EnvironmentSpec spec, AwsNetworkOutputs network, LaunchTemplate template, TargetSide side, ComponentResource parent) => new(spec.Name, new()
    {
        Name = $"{spec.Stage}-{spec.Name}",
        LaunchTemplate = new GroupLaunchTemplateArgs { Id = template.Id, Version = template.LatestVersion.Apply(version => $"{version}") },
        MinSize = spec.Replicas,
        MaxSize = Math.Max(spec.Size, spec.Replicas * Growth),
        DesiredCapacity = spec.Size,
        VpcZoneIdentifiers = network.PrivateSubnetIds,
        TargetGroupArns = { side.Group.Arn },
        HealthCheckType = "ELB",
        HealthCheckGracePeriod = TargetSide.GraceSeconds(spec),
        DefaultInstanceWarmup = TargetSide.GraceSeconds(spec),
        // It is there when the balancer calls all of them healthy.
        WaitForElbCapacity = spec.Size,
        WaitForCapacityTimeout = $"{(int)spec.Ready.TotalSeconds}s",
        Tags = spec.Tags.Select(tag => new GroupTagArgs { Key = tag.Key, Value = tag.Value, PropagateAtLaunch = false }).ToArray(),
    }, new()
    {
        Parent = parent,
        DependsOn = { side.Door },
        // Autoscaling owns the count once the group runs.
        IgnoreChanges = { "desiredCapacity", "waitForElbCapacity", "maxSize" },
        CustomTimeouts = new() { Create = spec.Ready, Update = spec.Ready },
    });

    static void Scale(EnvironmentSpec spec, Group group, CustomResourceOptions child) => _ = new Policy(spec.Name, new()
    {
        AutoscalingGroupName = group.Name,
        PolicyType = "TargetTrackingScaling",
        TargetTrackingConfiguration = new PolicyTargetTrackingConfigurationArgs
        {
            TargetValue = BusyPercent,
            PredefinedMetricSpecification = new PolicyTargetTrackingConfigurationPredefinedMetricSpecificationArgs { PredefinedMetricType = "ASGAverageCPUUtilization" },
        },
    }, child);
}
