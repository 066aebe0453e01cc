using Infra.Catalog;
using Infra.Stacks.Aws;
using Infra.Stacks.Environment;
using Infra.Stacks.Platforms;
using Pulumi;
using Pulumi.Aws.Ecs;
using Pulumi.Aws.Ecs.Inputs;
using Service = Pulumi.Aws.Ecs.Service;

namespace Infra.Stacks.AwsEcs;

/// <summary>Tasks on Fargate, behind a target group of their own.</summary>
internal sealed class EcsPlatform : IPlatform
{
    public PlatformKind Kind => PlatformKind.AwsEcs;

    public IGround Ground => AwsGround.Instance;

    public Running Declare(EnvironmentSpec spec, ComponentResource parent)
    {
        var (network, child) = ((AwsNetworkOutputs)spec.Network, new CustomResourceOptions { Parent = parent });
        var side = TargetSide.Declare(spec, network, "ip", child);
        var task = TaskDefinition(spec, new TaskRoles(spec.Name, new() { Spec = spec }, new() { Parent = parent }), child);
        var service = Service(spec, network, task, side, parent);
        _ = new Scaling(spec.Name, new() { ClusterName = network.ClusterName, ServiceName = service.Name, Replicas = spec.Replicas }, new() { Parent = parent });
        return new(side.Group.Arn, service.Arn);
    }

    static TaskDefinition TaskDefinition(EnvironmentSpec spec, TaskRoles roles, CustomResourceOptions child) => new(spec.Name, new()
    {
        Family = $"{spec.Stage}-{spec.Service}-{spec.Colour.Word}",
        RequiresCompatibilities = { "FARGATE" },
        NetworkMode = "awsvpc",
        Cpu = $"{spec.Cpu}",
        Memory = $"{spec.Memory}",
        ExecutionRoleArn = roles.ExecutionRoleArn,
        TaskRoleArn = roles.TaskRoleArn,
        ContainerDefinitions = Container.Json(spec),
    }, child);

    static Service Service(EnvironmentSpec spec, AwsNetworkOutputs network, TaskDefinition task, TargetSide side, ComponentResource parent) => new(spec.Name, new()
    {
        Cluster = network.ClusterArn,
        TaskDefinition = task.Arn,
        DesiredCount = spec.Size,
        CapacityProviderStrategies = { new ServiceCapacityProviderStrategyArgs { CapacityProvider = "FARGATE", Weight = 1 } },
        NetworkConfiguration = new ServiceNetworkConfigurationArgs
        {
            Subnets = network.PrivateSubnetIds,
            SecurityGroups = { network.ServiceSecurityGroupId },
            AssignPublicIp = false,
        },
        LoadBalancers = { new ServiceLoadBalancerArgs { TargetGroupArn = side.Group.Arn, ContainerName = spec.Service, ContainerPort = spec.Port } },
        HealthCheckGracePeriodSeconds = TargetSide.GraceSeconds(spec),
        // An environment has no earlier deployment to roll back to: a broken one stops, and users stay where they are.
        DeploymentCircuitBreaker = new ServiceDeploymentCircuitBreakerArgs { Enable = true, Rollback = false },
        EnableEcsManagedTags = true,
        PropagateTags = "SERVICE",
        WaitForSteadyState = true,
    }, new()
    {
        Parent = parent,
        DependsOn = { side.Door },
        // Autoscaling owns the count once the service runs.
        IgnoreChanges = { "desiredCount" },
        // A second try is an update of what the first one left.
        CustomTimeouts = new() { Create = spec.Ready, Update = spec.Ready },
    });
}
