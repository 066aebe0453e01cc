using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.Vpc;

namespace Infra.Stacks.Network;

/// <summary>The way in: a listener for users and a listener for proving a side before it has users.</summary>
internal sealed class AwsBalancer : ComponentResource
{
    readonly CustomResourceOptions child;

    public AwsBalancer(string name, AwsBalancerArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Balancer", name, args, options)
    {
        child = new() { Parent = this };
        var group = new SecurityGroup($"{name}-balancer", new() { VpcId = args.VpcId, Description = $"Balancer of stage {name}" }, child);
        Open($"{name}-production", group, args.Listen.Production, "0.0.0.0/0", "Users");
        Open($"{name}-test", group, args.Listen.Test, args.VpcCidr.ToString(), "Smoke requests, from inside the network");

        var balancer = new LoadBalancer(name, new()
        {
            LoadBalancerType = "application",
            Internal = false,
            SecurityGroups = { group.Id },
            Subnets = args.SubnetIds,
            DropInvalidHeaderFields = true,
            DesyncMitigationMode = "defensive",
            IdleTimeout = 60,
        }, child);
        SecurityGroupId = group.Id;
        Arn = balancer.Arn;
        DnsName = balancer.DnsName;
        ProductionListenerArn = Listener($"{name}-production", balancer, args.Listen.Production).Arn;
        TestListenerArn = Listener($"{name}-test", balancer, args.Listen.Test).Arn;
        RegisterOutputs();
    }

    public Output<string> SecurityGroupId { get; }
    public Output<string> Arn { get; }
    public Output<string> DnsName { get; }
    public Output<string> ProductionListenerArn { get; }
    public Output<string> TestListenerArn { get; }

    void Open(string name, SecurityGroup group, int port, string to, string description) => _ = new SecurityGroupIngressRule(name, new()
    {
        SecurityGroupId = group.Id,
        CidrIpv4 = to,
        IpProtocol = "tcp",
        FromPort = port,
        ToPort = port,
        Description = description,
    }, child);

    /// <summary>Answers 404 until a service's rule takes a request.</summary>
    Listener Listener(string name, LoadBalancer balancer, int port) => new(name, new()
    {
        LoadBalancerArn = balancer.Arn,
        Port = port,
        Protocol = "HTTP",
        DefaultActions =
        {
            new ListenerDefaultActionArgs
            {
                Type = "fixed-response",
                FixedResponse = new ListenerDefaultActionFixedResponseArgs { StatusCode = "404", ContentType = "text/plain", MessageBody = "No service takes this request." },
            },
        },
    }, child);
}
