using Infra.Policies.Rules.Delivery;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class OpenOnlyAtTheBalancerTests
{
    static readonly AnalyzerResource group = Member("aws:ec2/securityGroup:SecurityGroup", "balancer", new { id = Unknown, ingress = Unknown });
    static readonly AnalyzerResource balancer = Member("aws:lb/loadBalancer:LoadBalancer", "balancer", new { arn = Unknown, securityGroups = new[] { Unknown } }, ("securityGroups", group));
    static readonly AnalyzerResource listener = Member("aws:lb/listener:Listener", "production", new { port = 443, loadBalancerArn = Unknown }, ("loadBalancerArn", balancer));

    static AnalyzerResource Open(int port, AnalyzerResource of) => Member("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "open",
        new { securityGroupId = Unknown, cidrIpv4 = "0.0.0.0/0", fromPort = port, toPort = port, ipProtocol = "tcp" }, ("securityGroupId", of));

    [Fact]
    public void A_listeners_port_on_the_balancers_group_passes() => Pass(OpenOnlyAtTheBalancer.Rule, group, balancer, listener, Open(443, group));

    [Fact]
    public void A_port_that_no_listener_has_is_refused()
    {
        var (what, urn) = Violates(OpenOnlyAtTheBalancer.Rule, group, balancer, listener, Open(8080, group));

        Assert.Equal("SecurityGroupIngressRule 'open' lets 0.0.0.0/0 reach tcp 8080, and LoadBalancer 'balancer' listens on 443.", what);
        Assert.EndsWith("::open", urn);
    }

    [Fact]
    public void A_group_that_is_not_the_balancers_is_refused()
    {
        var service = Member("aws:ec2/securityGroup:SecurityGroup", "service", new { id = Unknown });

        Assert.Contains("no load balancer of this stack has its security group", Violates(OpenOnlyAtTheBalancer.Rule, group, service, balancer, listener, Open(443, service)).What);
    }

    [Fact]
    public void Written_ids_join_as_well()
    {
        var mine = Member("aws:ec2/securityGroup:SecurityGroup", "mine", new { id = "sg-1", ingress = new[] { new { cidrBlocks = new[] { "0.0.0.0/0" }, fromPort = 80, toPort = 80, protocol = "tcp" } } });
        var theirs = Member("aws:lb/loadBalancer:LoadBalancer", "b", new { arn = "arn:lb", securityGroups = new[] { "sg-1" } });

        Pass(OpenOnlyAtTheBalancer.Rule, mine, theirs, Member("aws:lb/listener:Listener", "l", new { port = 80, loadBalancerArn = "arn:lb" }));
    }
}
