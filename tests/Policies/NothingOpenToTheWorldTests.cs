using Infra.Policies.Rules.Delivery;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class NothingOpenToTheWorldTests
{
    const string Everyone = "0.0.0.0/0";
    const string Everyone6 = "::/0";

    /// <summary>The same ingress in every form that AWS has for it.</summary>
    public static IEnumerable<AnalyzeRequest> Forms(string cidr, int from, int to, string protocol)
    {
        string[] v4 = cidr.Contains(':') ? [] : [cidr], v6 = cidr.Contains(':') ? [cidr] : [];
        var inline = new { cidrBlocks = v4, ipv6CidrBlocks = v6, fromPort = from, toPort = to, protocol };
        yield return Some("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            new { cidrIpv4 = v4.FirstOrDefault(), cidrIpv6 = v6.FirstOrDefault(), fromPort = from, toPort = to, ipProtocol = protocol });
        yield return Some("aws:ec2/securityGroupRule:SecurityGroupRule", new { type = "ingress", cidrBlocks = v4, ipv6CidrBlocks = v6, fromPort = from, toPort = to, protocol });
        yield return Some("aws:ec2/securityGroup:SecurityGroup", new { ingress = new[] { inline } });
        yield return Some("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", new { ingress = new[] { inline } });
    }

    [Theory]
    [InlineData(Everyone, 443, 443, "tcp")]
    [InlineData(Everyone6, 80, 80, "tcp")]
    [InlineData(Everyone, 8080, 8080, "6")]
    [InlineData("10.0.0.0/8", 22, 22, "tcp")]
    [InlineData("10.20.0.0/16", 0, 65535, "-1")]
    public void A_balancers_port_and_narrow_sources_pass(string cidr, int from, int to, string protocol) =>
        Assert.All(Forms(cidr, from, to, protocol), form => Pass(NothingOpenToTheWorld.Rule, form));

    [Theory]
    [InlineData(Everyone, 22, 22, "tcp", "tcp 22")]
    [InlineData(Everyone6, 22, 22, "tcp", "tcp 22")]
    [InlineData(Everyone, 5432, 5432, "tcp", "tcp 5432")]
    [InlineData(Everyone, 80, 443, "tcp", "tcp 80-443")]
    [InlineData(Everyone, 443, 443, "udp", "udp 443")]
    [InlineData(Everyone, 0, 0, "-1", "everything")]
    [InlineData("128.0.0.0/1", 22, 22, "tcp", "tcp 22")]
    public void Anything_else_open_to_everyone_is_refused_in_every_form(string cidr, int from, int to, string protocol, string what) =>
        Assert.All(Forms(cidr, from, to, protocol), form => Assert.Contains($"lets {cidr} reach {what}.", Violates(NothingOpenToTheWorld.Rule, form)));

    [Fact]
    public void Going_out_is_free() =>
        Pass(NothingOpenToTheWorld.Rule, Some("aws:ec2/securityGroupRule:SecurityGroupRule", new { type = "egress", cidrBlocks = new[] { Everyone }, fromPort = 0, toPort = 0, protocol = "-1" }));

    [Fact]
    public void The_configuration_says_which_ports_exactly() =>
        Assert.All(Forms(Everyone, 8080, 8080, "tcp"), form =>
        {
            Violates(NothingOpenToTheWorld.Rule, form, new { ports = new[] { 443 } });
            Pass(NothingOpenToTheWorld.Rule, form, new { ports = new[] { 8080 } });
        });

    [Fact]
    public void Tasks_have_no_public_addresses()
    {
        Pass(NothingOpenToTheWorld.Rule, Some("aws:ecs/service:Service", new { networkConfiguration = new { subnets = new[] { Unknown }, assignPublicIp = false } }));
        Assert.Contains("public addresses", Violates(NothingOpenToTheWorld.Rule, Some("aws:ecs/service:Service", new { networkConfiguration = new { assignPublicIp = true } })));
    }

    [Fact]
    public void A_source_not_known_yet_is_judged_by_the_update() =>
        Defers(NothingOpenToTheWorld.Rule, Some("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", new { cidrIpv4 = Unknown, fromPort = 22, toPort = 22, ipProtocol = "tcp" }));
}
