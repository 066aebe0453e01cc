using Infra.Catalog;
using Pulumi;
using Pulumi.Aws.Ecs;
using Pulumi.Aws.Ecs.Inputs;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Service = Pulumi.Aws.Ecs.Service;

namespace Infra.Stacks.Environment;

/// <summary>A release on Fargate, behind a target group that the test listener knows and users do not yet.</summary>
internal sealed class AwsEnvironment : ComponentResource
{
    readonly EnvironmentSpec spec;
    readonly string name;
    readonly CustomResourceOptions child;

    public AwsEnvironment(string name, AwsEnvironmentArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Environment", name, args, options)
    {
        (spec, this.name, child) = (args.Spec, name, new() { Parent = this });
        var targets = TargetGroup();
        var door = TestRule(targets);
        var task = TaskDefinition(new TaskRoles(name, new() { Spec = spec }, new() { Parent = this }));
        var service = Service(task, targets, door);
        _ = new Scaling(name, new() { ClusterName = spec.Network.ClusterName, ServiceName = service.Name, Replicas = spec.Replicas }, new() { Parent = this });
        TargetGroupArn = targets.Arn;
        ServiceArn = service.Arn;
        RegisterOutputs();
    }

    public Output<string> TargetGroupArn { get; }
    public Output<string> ServiceArn { get; }

    TargetGroup TargetGroup() => new(name, new()
    {
        Name = name,
        VpcId = spec.Network.VpcId,
        TargetType = "ip",
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

    ListenerRule TestRule(TargetGroup targets) => new(name, new()
    {
        ListenerArn = spec.Network.TestListenerArn,
        Conditions = { new ListenerRuleConditionArgs { HttpHeader = new ListenerRuleConditionHttpHeaderArgs { HttpHeaderName = StackOutputs.TestHeader, Values = { spec.TestHeaderValue } } } },
        Actions = { new ListenerRuleActionArgs { Type = "forward", TargetGroupArn = targets.Arn } },
    }, child);

    TaskDefinition TaskDefinition(TaskRoles roles) => new(name, new()
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

    Service Service(TaskDefinition task, TargetGroup targets, ListenerRule door) => new(name, new()
    {
        Cluster = spec.Network.ClusterArn,
        TaskDefinition = task.Arn,
        DesiredCount = spec.Replicas,
        CapacityProviderStrategies = { new ServiceCapacityProviderStrategyArgs { CapacityProvider = "FARGATE", Weight = 1 } },
        NetworkConfiguration = new ServiceNetworkConfigurationArgs
        {
            Subnets = spec.Network.PrivateSubnetIds,
            SecurityGroups = { spec.Network.ServiceSecurityGroupId },
            AssignPublicIp = false,
        },
        LoadBalancers = { new ServiceLoadBalancerArgs { TargetGroupArn = targets.Arn, ContainerName = spec.Service, ContainerPort = spec.Port } },
        HealthCheckGracePeriodSeconds = Seconds(spec.Health.Interval * spec.Health.Unhealthy),
        // An environment has no earlier deployment to roll back to: a broken one stops, and users stay where they are.
        DeploymentCircuitBreaker = new ServiceDeploymentCircuitBreakerArgs { Enable = true, Rollback = false },
        EnableEcsManagedTags = true,
        PropagateTags = "SERVICE",
        WaitForSteadyState = true,
    }, new()
    {
        Parent = this,
        // AWS refuses a service whose target group no listener knows.
        DependsOn = { door },
        // Autoscaling owns the count once the service runs.
        IgnoreChanges = { "desiredCount" },
        // A second try is an update of what the first one left.
        CustomTimeouts = new() { Create = spec.Ready, Update = spec.Ready },
    });

    static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
