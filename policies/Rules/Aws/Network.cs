using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Networks, beside what security groups let in.</summary>
internal static class Network
{
    static readonly string[] acls = ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "aws:ec2/networkAclRule:NetworkAclRule"];
    static readonly ListSetting<double> ports = new("ports", "Ports for administration.", [22, 3389]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "network-acl-keeps-administration-out",
            Demand = "No network ACL lets the world reach SSH or remote desktops.",
            Because = "It is the second lock of every subnet: where it stands open, one wrong security group is enough.",
            Mend = "Allow ports 22 and 3389 from your own ranges alone, or leave them out and use Session Manager.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. acls],
            Controls = [Frameworks.CisAws("5.1"), Frameworks.Fsbp("EC2.21"), Frameworks.Pci("1.3.1"), Frameworks.Soc2("CC6.6"), Frameworks.Nist("SC-7")],
            Settings = [ports],
            Check = (acl, report) => report.Each(Entries(acl), entry =>
            {
                var action = entry["action"].Text ?? entry["ruleAction"].Text;
                if (!string.Equals(action, "allow", StringComparison.OrdinalIgnoreCase) || !(IsWorld(entry["cidrBlock"].Text) || IsWorld(entry["ipv6CidrBlock"].Text))) return;
                if (ports.In(report.Settings).Where(port => Covers(entry, port)).ToList() is { Count: > 0 } open)
                    report.Violation($"{acl} lets the world reach port {string.Join(" and ", open)}.");
            }),
        },
        new ResourceRule
        {
            Name = "default-security-group-closed",
            Demand = "A network's default security group lets nothing in and nothing out.",
            Because = "Whatever is started without naming a group gets this one, and all such things reach each other.",
            Mend = "Declare the DefaultSecurityGroup with neither ingress nor egress, and give each service a group of its own.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Tokens.DefaultSecurityGroup],
            Controls = [Frameworks.CisAws("5.4"), Frameworks.Fsbp("EC2.2"), Frameworks.Iso("A.8.22"), Frameworks.Nist("SC-7")],
            Check = (group, report) => report.Each(["ingress", "egress"], way =>
            {
                if (group[way].Items.Count > 0) report.Violation($"{group} has {group[way].Items.Count} rules for {way}.");
            }),
        },
        new ResourceRule
        {
            Name = "subnet-without-public-addresses",
            Demand = "No subnet gives public addresses to whatever starts in it.",
            Because = "A machine that somebody starts there for a test is on the Internet from its first second.",
            Mend = "Set mapPublicIpOnLaunch to false; balancers and NAT gateways get their addresses without it.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
            Controls = [Frameworks.Fsbp("EC2.15"), Frameworks.Soc2("CC6.6"), Frameworks.Iso("A.8.20"), Frameworks.Nist("SC-7")],
            Check = (subnet, report) =>
            {
                if (subnet["mapPublicIpOnLaunch"].Flag == true) report.Violation($"{subnet} maps public addresses at launch.");
            },
        },
        new StackRule
        {
            Name = "vpc-flow-logged",
            Demand = "A network writes down which connections were made and refused.",
            Because = "After a break-in nobody could say which machines talked to whom, and a connection that doesn't work is searched for by guessing.",
            Mend = "Declare a FlowLog with the network's vpcId and trafficType ALL or REJECT.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Vpc],
            Controls = [Frameworks.CisAws("3.7"), Frameworks.Fsbp("EC2.6"), Frameworks.Pci("10.2.1"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.16"), Frameworks.Hipaa("164.312(b)"), Frameworks.Nist("AU-12")],
            Check = Reading.Each([Kinds.Vpc], (vpc, stack, report) =>
            {
                if (!stack.HasCompanion(vpc, "vpcId", ["aws:ec2/flowLog:FlowLog"], log => log["trafficType"].Text != "ACCEPT")) report.Violation($"{vpc} has no flow log of refused connections in this stack.");
            }),
        },
        new ResourceRule
        {
            Name = "transit-gateway-accepts-by-hand",
            Demand = "A transit gateway takes no network in by itself.",
            Because = "Every account that it is shared with could join its network to yours and reach what is routed there.",
            Mend = "Set autoAcceptSharedAttachments to disable.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:ec2transitgateway/transitGateway:TransitGateway"],
            Controls = [Frameworks.Fsbp("EC2.23"), Frameworks.Iso("A.8.22"), Frameworks.Nist("AC-4")],
            Check = (gateway, report) =>
            {
                if (gateway["autoAcceptSharedAttachments"].Text == "enable") report.Violation($"{gateway} accepts every attachment.");
            },
            Remedy = (gateway, _) => gateway["autoAcceptSharedAttachments"].Text == "enable" ? Change.To(gateway).Set("autoAcceptSharedAttachments", "disable") : null,
        },
        new ResourceRule
        {
            Name = "security-rule-described",
            Demand = "Every security group and each of its rules says what it is for.",
            Because = "A rule whose purpose nobody knows is never taken away again.",
            Mend = "Set description to who comes and why.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Tokens.IngressRule, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", Tokens.SecurityGroupRule, Tokens.SecurityGroup],
            Controls = [Frameworks.Pci("1.2.5"), Frameworks.Iso("A.8.20"), Frameworks.Nist("CM-6")],
            Check = (rule, report) =>
            {
                if (rule["description"].Text is null or "" or "Managed by Terraform" or "Managed by Pulumi") report.Violation($"{rule} does not say what it is for.");
                report.Each(rule["ingress"].Items.Concat(rule["egress"].Items), inline =>
                {
                    if (inline["description"].Text is null or "") report.Violation($"{inline.Path} of {rule} does not say what it is for.");
                });
            },
        },
    ];

    static IEnumerable<Property> Entries(Resource acl) => acl.Type.EndsWith(":NetworkAclRule", StringComparison.Ordinal)
        ? acl["egress"].Flag == true ? [] : [acl.Properties]
        : acl["ingress"].Items;

    // Only TCP and all protocols carry what is administered; of all, the ports don't count.
    static bool Covers(Property entry, double port) => entry["protocol"].Text is "-1" or "all"
        || (entry["protocol"].Text is "6" or "tcp" && entry["fromPort"].Number <= port && entry["toPort"].Number >= port);

    static bool IsWorld(string? cidr) => cidr?.Split('/') is [_, var prefix] && int.TryParse(prefix, CultureInfo.InvariantCulture, out var bits) && bits == 0;
}
