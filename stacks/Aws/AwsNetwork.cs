using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ecs;
using Pulumi.Aws.Ecs.Inputs;
using Pulumi.Aws.Vpc;

namespace Infra.Stacks.Aws;

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
        Balancers = args.Balancers.ToImmutableSortedDictionary(at => at.Key, at => new AwsBalancer(at.Key == 1 ? name : $"{name}-{at.Key}",
            new() { VpcId = vpc.Id, VpcCidr = args.Cidr, SubnetIds = zones.PublicSubnetIds, Entry = at.Value }, new() { Parent = this }));

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

    /// <summary>By number.</summary>
    public ImmutableSortedDictionary<int, AwsBalancer> Balancers { get; }

    /// <summary>Tasks hear from the balancers alone; whom they may ask is a matter of their roles.</summary>
    SecurityGroup ServiceSecurityGroup(string name, Vpc vpc)
    {
        var tasks = new SecurityGroup($"{name}-tasks", new() { VpcId = vpc.Id, Description = $"Tasks of stage {name}" }, child);
        _ = new SecurityGroupEgressRule($"{name}-tasks-to-anywhere", new()
        {
            SecurityGroupId = tasks.Id,
            CidrIpv4 = "0.0.0.0/0",
            IpProtocol = "-1",
            Description = "Registry, secrets, logs and other services",
        }, child);
        foreach (var (number, balancer) in Balancers) Join(number == 1 ? name : $"{name}-{number}", balancer, tasks);
        return tasks;
    }

    void Join(string name, AwsBalancer balancer, SecurityGroup tasks)
    {
        _ = new SecurityGroupIngressRule($"{name}-tasks-from-balancer", new()
        {
            SecurityGroupId = tasks.Id,
            ReferencedSecurityGroupId = balancer.SecurityGroupId,
            IpProtocol = "tcp",
            FromPort = 0,
            ToPort = 65535,
            Description = "The balancer, on whatever port a service has",
        }, child);
        _ = new SecurityGroupEgressRule($"{name}-balancer-to-tasks", new()
        {
            SecurityGroupId = balancer.SecurityGroupId,
            ReferencedSecurityGroupId = tasks.Id,
            IpProtocol = "tcp",
            FromPort = 0,
            ToPort = 65535,
            Description = "The tasks, on whatever port a service has",
        }, child);
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
