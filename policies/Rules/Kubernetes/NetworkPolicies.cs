using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class NetworkPolicies
{
    static readonly ImmutableArray<string> directions = ["Ingress", "Egress"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new StackRule
        {
            Name = "namespace-default-deny",
            Demand = "In every namespace that a stack makes, pods hear from nobody and call nobody unless a policy says so.",
            Because = "One pod that was broken into could otherwise try the databases and admin ports of all other services of the cluster.",
            Mend = "Declare a NetworkPolicy there with an empty podSelector and the policyTypes Ingress and Egress, and allow what is needed in others.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.3.2"), Frameworks.Nist("SC-7"), Frameworks.Soc2("CC6.6"), Frameworks.Iso("A.8.22")],
            Types = KubernetesTypes.Namespaces,
            Check = (stack, report) => report.Each(stack.OfType(KubernetesTypes.Namespaces), space =>
            {
                var name = space["metadata"]["name"].Text ?? space.Name;
                var denied = stack.OfType(KubernetesTypes.NetworkPolicies).Where(policy => IsIn(policy, space, name, stack)).SelectMany(Denied).ToHashSet();
                foreach (var direction in directions.Except(denied))
                    report.About(space).Violation($"{space} has no NetworkPolicy of this stack that denies all {direction.ToLowerInvariant()}.");
            }),
        },
        new ResourceRule
        {
            Name = "network-policy-narrow",
            Demand = "No network policy lets everything through.",
            Because = "Policies add up: one that allows every peer and port undoes the denial for the pods that it selects.",
            Mend = "Give each rule under ingress and egress its `ports`, and its `from` or `to`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.3.2"), Frameworks.Nist("SC-7")],
            Types = KubernetesTypes.NetworkPolicies,
            Check = (policy, report) => report.Each([("ingress", "from"), ("egress", "to")], way => report.Each(policy["spec"][way.Item1].Items, rule =>
            {
                if (rule["ports"].Items.Count == 0 && IsAnybody(rule[way.Item2])) report.Violation($"{policy} lets everything through in {rule.Path}.");
            })),
        },
    ];

    /// <summary>By its metadata, or where that is not known yet by where the name came from.</summary>
    static bool IsIn(Resource policy, Resource space, string name, Stack stack) =>
        policy["metadata"]["namespace"] is { IsUnknown: false } at ? (at.Text ?? "default") == name : stack.Behind(policy, "metadata", KubernetesTypes.Namespaces).Contains(space);

    static IEnumerable<string> Denied(Resource policy)
    {
        var spec = policy["spec"];
        if (spec["podSelector"]["matchLabels"].Entries.Count > 0 || spec["podSelector"]["matchExpressions"].Items.Count > 0) return [];
        var types = spec["policyTypes"].Items.Select(type => type.Text).ToList();
        // Without policyTypes it is about ingress, and about egress where there are such rules.
        if (types.Count == 0) types = spec["egress"].IsMissing ? ["Ingress"] : ["Ingress", "Egress"];
        return directions.Where(direction => types.Contains(direction) && spec[direction.ToLowerInvariant()].Items.Count == 0);
    }

    static bool IsAnybody(Property peers) => peers.Items.Count == 0 || peers.Items.Any(peer => peer["ipBlock"]["cidr"].Text is "0.0.0.0/0" or "::/0" && peer["ipBlock"]["except"].Items.Count == 0);
}
