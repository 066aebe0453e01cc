using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ecs;
using Pulumi.Aws.Ecs.Inputs;
using Pulumi.Aws.Vpc;

namespace Infra.Stacks.Network;

/// <summary>A VPC with a balancer at its edge and a cluster in its private subnets.</summary>
internal sealed class AwsNetwork : ComponentResource
{
    readonly CustomResourceOptions child;

    public AwsNetwork(string name, AwsNetworkArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Network", name, args, options)
    {
        child = new() { Parent = this };
        var vpc = new Vpc(name, new()
        {
            CidrBlock = args.Cidr.ToString(),
            EnableDnsSupport = true,
            EnableDnsHostnames = true,
            Tags = { ["Name"] = name },
        }, child);
        var zones = new AwsZones(name, new() { VpcId = vpc.Id, Cidr = args.Cidr, Zones = args.Zones }, new() { Parent = this });
        Balancer = new(name, new() { VpcId = vpc.Id, VpcCidr = args.Cidr, SubnetIds = zones.PublicSubnetIds, Listen = args.Listen }, new() { Parent = this });

        VpcId = vpc.Id;
        PrivateSubnetIds = zones.PrivateSubnetIds;
        ServiceSecurityGroupId = ServiceSecurityGroup(name, vpc).Id;
        var cluster = Cluster(name);
        ClusterArn = cluster.Arn;
        ClusterName = cluster.Name;
        RegisterOutputs();
    }

    public Output<string> VpcId { get; }
    public Output<ImmutableArray<string>> PrivateSubnetIds { get; }
    public Output<string> ServiceSecurityGroupId { get; }
    public Output<string> ClusterArn { get; }
    public Output<string> ClusterName { get; }
    public AwsBalancer Balancer { get; }

    /// <summary>Tasks hear from the balancer alone; whom they may ask is a matter of their roles.</summary>
    SecurityGroup ServiceSecurityGroup(string name, Vpc vpc)
    {
        var tasks = new SecurityGroup($"{name}-tasks", new() { VpcId = vpc.Id, Description = $"Tasks of stage {name}" }, child);
        _ = new SecurityGroupIngressRule($"{name}-tasks-from-balancer", new()
        {
            SecurityGroupId = tasks.Id,
            ReferencedSecurityGroupId = Balancer.SecurityGroupId,
            IpProtocol = "tcp",
            FromPort = 0,
            ToPort = 65535,
            Description = "The balancer, on whatever port a service has",
        }, child);
        _ = new SecurityGroupEgressRule($"{name}-tasks-to-anywhere", new()
        {
            SecurityGroupId = tasks.Id,
            CidrIpv4 = "0.0.0.0/0",
            IpProtocol = "-1",
            Description = "Registry, secrets, logs and other services",
        }, child);
        _ = new SecurityGroupEgressRule($"{name}-balancer-to-tasks", new()
        {
            SecurityGroupId = Balancer.SecurityGroupId,
            ReferencedSecurityGroupId = tasks.Id,
            IpProtocol = "tcp",
            FromPort = 0,
            ToPort = 65535,
            Description = "The tasks, on whatever port a service has",
        }, child);
        return tasks;
    }

    Cluster Cluster(string name)
    {
        var cluster = new Cluster(name, new() { Settings = { new ClusterSettingArgs { Name = "containerInsights", Value = "enabled" } } }, child);
        _ = new ClusterCapacityProviders(name, new()
        {
            ClusterName = cluster.Name,
            CapacityProviders = { "FARGATE" },
            DefaultCapacityProviderStrategies = { new ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs { CapacityProvider = "FARGATE", Weight = 1 } },
        }, child);
        return cluster;
    }
}
