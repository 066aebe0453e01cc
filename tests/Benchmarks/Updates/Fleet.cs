using System.Collections.Immutable;
using Infra.Tests;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ecs;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;

namespace Infra.Benchmarks.Updates;

/// <summary>A program of about so many resources: services of twenty resources each, in one network, behind a balancer for every fifty of them. Nothing in it starts a process.</summary>
/// <param name="name">Begins every name that must be the only one of its kind on this machine.</param>
internal sealed class Fleet(string name, int resources)
{
    private const int PerBalancer = 50;

    private readonly int _services = Math.Max(1, resources / FleetService.Resources);
    private readonly ImmutableArray<int> _ports = [.. Enumerable.Range(0, 1 + resources / FleetService.Resources / PerBalancer).Select(_ => FreePort.Next())];

    internal IDictionary<string, object?> Declare()
    {
        var vpc = new Vpc($"{name}-vpc", new() { CidrBlock = "10.0.0.0/16" });
        var subnet = new Subnet($"{name}-a", new() { VpcId = vpc.Id, CidrBlock = "10.0.0.0/20" });
        var cluster = new Cluster($"{name}-services");
        var listeners = _ports.Select((port, at) => Listener($"{name}-{at}", subnet, port)).ToList();
        var services = new List<FleetService>();
        for (var at = 0; at < _services; at++)
        {
            // Each needs one that came well before it, as services do that call each other.
            services.Add(new FleetService($"{name}-s{at}", new(vpc.Id, listeners[at / PerBalancer].Arn, cluster.Arn), at == 0 ? null : services[at / 2]));
        }

        return new Dictionary<string, object?> { ["vpc"] = vpc.Id, ["last"] = services[^1].TaskArn };
    }

    private static Listener Listener(string name, Subnet subnet, int port)
    {
        var balancer = new LoadBalancer(name, new() { Subnets = { subnet.Id } });
        return new(name, new()
        {
            LoadBalancerArn = balancer.Arn,
            Port = port,
            DefaultActions = { new ListenerDefaultActionArgs { Type = "fixed-response", FixedResponse = new ListenerDefaultActionFixedResponseArgs { StatusCode = "404", ContentType = "text/plain" } } },
        });
    }
}
