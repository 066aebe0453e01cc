using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class NothingOpenToTheWorld
{
    static readonly ListSetting<double> ports = new("ports",
        "The TCP ports on which the balancer may be open to the world. Without it: 80, 443 and such above 1023 that are not known for databases and administration.", []);

    // Databases, caches, queues, remote desktops, control planes.
    static readonly HashSet<int> inner =
[1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5601, 5672, 5900, 5984, 5985, 5986, 6379, 6443, 9042, 9200, 9300, 10250, 11211, 15672, 27017];

    public static readonly ResourceRule Rule = new()
    {
        Name = "nothing-open-to-the-world",
        Demand = "Nothing but a single port of the balancer is open to the world.",
        Because = "Whatever is reachable from everywhere is tried by everyone within minutes, without the balancer's checks before it.",
        Mend = "Name as source the security group that needs it (referencedSecurityGroupId) or a narrow CIDR, and let users in through the balancer's listener alone.",
        Level = Level.Mandatory,
        Severity = Severity.Critical,
        Controls = [Frameworks.Fsbp("EC2.19"), Frameworks.Nist("SC-7"), Frameworks.Pci("1.3.1"), Frameworks.Soc2("CC6.6")],
        Types = [.. Ingress.Types, Tokens.EcsService],
        Settings = [ports],
        Check = Check,
    };

    static void Check(Resource resource, Report report)
    {
        if (resource.Type == Tokens.EcsService)
            PublicAddress(resource, report);
        else
            report.Each(Ingress.Of(resource), ingress =>
            {
                if (ingress.World is { } world && !Allowed(ingress.TcpPort, ports.In(report.Settings)))
                    report.Violation($"{resource} lets {world} reach {ingress}.");
            });
    }

    static void PublicAddress(Resource service, Report report)
    {
        if (service["networkConfiguration"]["assignPublicIp"].Flag == true)
            report.Violation($"{service} gives its tasks public addresses.", "Set assignPublicIp to false and run the tasks in private subnets.");
    }

    static bool Allowed(int? port, IReadOnlyList<double> configured) => port is { } tcp
        && (configured.Count > 0 ? configured.Contains(tcp) : tcp is 80 or 443 || (tcp > 1023 && !inner.Contains(tcp)));
}
