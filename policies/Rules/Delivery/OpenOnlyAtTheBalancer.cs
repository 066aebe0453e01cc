using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class OpenOnlyAtTheBalancer
{
    public static readonly StackRule Rule = new()
    {
        Name = "open-only-at-the-balancer",
        Demand = "What is open to the world belongs to a balancer and to the port of one of its listeners.",
        Because = "A port that is open and is no listener's reaches something that was never meant for users.",
        Mend = "Attach the security group to the load balancer and open exactly its listeners' ports, or name a narrower source.",
        Level = Level.Mandatory,
        Severity = Severity.Critical,
        Controls = [Frameworks.Nist("SC-7"), Frameworks.Pci("1.3.1"), Frameworks.Soc2("CC6.6")],
        Types = Ingress.Types,
        Check = Check,
    };

    static void Check(Stack stack, Report report) =>
        report.Each(stack.OfType(Ingress.Types), resource =>
        {
            // What a preview can't know of an inline list was not declared there.
            if (resource["ingress"].IsUnknown) return;
            report.Each(Ingress.Of(resource).Where(ingress => ingress.World is not null), ingress => Check(resource, ingress, stack, report.About(resource)));
        });

    static void Check(Resource resource, Ingress ingress, Stack stack, Report report)
    {
        var groups = Groups(resource, stack);
        var balancers = stack.OfType(Tokens.LoadBalancers).Where(balancer => stack.Behind(balancer, "securityGroups", Tokens.SecurityGroup).Intersect(groups).Any()).ToList();
        var listened = stack.OfType(Tokens.Listeners)
            .Where(listener => stack.Behind(listener, "loadBalancerArn", Tokens.LoadBalancers).Intersect(balancers).Any())
            .Select(listener => listener["port"].Number).OfType<double>().Order().ToList();
        if (balancers.Count == 0)
            report.Violation($"{resource} lets {ingress.World} reach {ingress}, and no load balancer of this stack has its security group.");
        else if (ingress.TcpPort is not { } port || !listened.Contains(port))
            report.Violation($"{resource} lets {ingress.World} reach {ingress}, and {string.Join(", ", balancers)} listens on {(listened.Count == 0 ? "no port" : string.Join(", ", listened))}.");
    }

    static IReadOnlyList<Resource> Groups(Resource resource, Stack stack) => resource.Type is Tokens.SecurityGroup or Tokens.DefaultSecurityGroup
        ? [resource]
        : stack.Behind(resource, "securityGroupId", Tokens.SecurityGroup);
}
