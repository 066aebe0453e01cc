using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.Vpc;
using Pulumi.Aws.WafV2;

namespace Infra.Stacks.Aws;

/// <summary>The way in: a listener for users and a listener for proving a side before it has users.</summary>
internal sealed class AwsBalancer : ComponentResource
{
    readonly CustomResourceOptions child;

    public AwsBalancer(string name, AwsBalancerArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Balancer", name, args, options)
    {
        child = new() { Parent = this };
        var (entry, listen) = (args.Entry, args.Entry.Listen);
        var group = new SecurityGroup($"{name}-balancer", new() { VpcId = args.VpcId, Description = $"Balancer of stage {name}" }, child);
        Open($"{name}-production", group, listen.Production, "0.0.0.0/0", "Users");
        Open($"{name}-test", group, listen.Test, args.VpcCidr.ToString(), "Smoke requests, from inside the network");

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
        var production = Listener($"{name}-production", balancer, listen.Production, entry.Certificate);
        var test = Listener($"{name}-test", balancer, listen.Test, certificate: null);
        if (entry.Certificate is not null)
        {
            Open($"{name}-redirect", group, listen.Redirect, "0.0.0.0/0", "Users who did not say https");
            Redirect($"{name}-redirect", balancer, listen);
        }
        if (entry.WebAcl is { } acl) _ = new WebAclAssociation(name, new() { ResourceArn = balancer.Arn, WebAclArn = acl }, child);
        Door = Output.Tuple(balancer.DnsName, production.Arn, test.Arn).Apply(known => new Door
        {
            ProductionListener = known.Item2,
            TestListener = known.Item3,
            ProductionUrl = $"{entry.Scheme}://{known.Item1}:{listen.Production}",
            TestUrl = $"http://{known.Item1}:{listen.Test}",
        });
        RegisterOutputs();
    }

    public Output<string> SecurityGroupId { get; }
    public Output<Door> Door { get; }

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
    Listener Listener(string name, LoadBalancer balancer, int port, string? certificate)
    {
        var args = new ListenerArgs
        {
            LoadBalancerArn = balancer.Arn,
            Port = port,
            Protocol = certificate is null ? "HTTP" : "HTTPS",
            DefaultActions =
            {
                new ListenerDefaultActionArgs
                {
                    Type = "fixed-response",
                    FixedResponse = new ListenerDefaultActionFixedResponseArgs { StatusCode = "404", ContentType = "text/plain", MessageBody = "No service takes this request." },
                },
            },
        };
        // TLS 1.3, and 1.2 with forward secrecy only (Elastic Load Balancing's recommended policy).
        if (certificate is not null) (args.CertificateArn, args.SslPolicy) = (certificate, "ELBSecurityPolicy-TLS13-1-2-2021-06");
        return new(name, args, child);
    }

    void Redirect(string name, LoadBalancer balancer, ListenPorts listen) => _ = new Listener(name, new()
    {
        LoadBalancerArn = balancer.Arn,
        Port = listen.Redirect,
        Protocol = "HTTP",
        DefaultActions =
        {
            new ListenerDefaultActionArgs
            {
                Type = "redirect",
                Redirect = new ListenerDefaultActionRedirectArgs { Protocol = "HTTPS", Port = $"{listen.Production}", StatusCode = "HTTP_301" },
            },
        },
    }, child);
}
