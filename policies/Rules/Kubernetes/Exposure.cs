using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>What of a cluster can be reached from outside.</summary>
internal static class Exposure
{
    const string Inner = "service.beta.kubernetes.io/aws-load-balancer-scheme";

    static readonly ListSetting<string> open = new("services", "Names of Services that may be open to others than the Gateway.", []);
    static readonly ListSetting<string> retired = new("classes", "Ingress classes whose controller gets no fixes any more.", ["nginx"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "service-inside",
            Demand = "A Service is reached within the cluster only.",
            Because = "A LoadBalancer or NodePort goes past the Gateway: no shares, no TLS, no test listener, and the rollout moves none of its users.",
            Mend = "Use the type ClusterIP behind a route of the Gateway, or name the Service in this rule's setting `services`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("SC-7"), Frameworks.Soc2("CC6.6")],
            Types = KubernetesTypes.Services,
            Settings = [open],
            Check = (service, report) =>
            {
                if (service["spec"]["type"].Text is not ("LoadBalancer" or "NodePort")) return;
                if (!open.In(report.Settings).Contains(service["metadata"]["name"].Text ?? service.Name)) report.Violation($"{service} is of the type {service["spec"]["type"].Shown()}.");
            },
        },
        new ResourceRule
        {
            Name = "service-no-external-ips",
            Demand = "No Service claims addresses from outside the cluster.",
            Because = "Whoever may declare one takes over the traffic of the whole cluster to that address, such as to a payment provider (CVE-2020-8554).",
            Mend = "Remove spec.externalIPs and use a Gateway or a LoadBalancer.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("SC-7"), Frameworks.Soc2("CC6.6")],
            Types = KubernetesTypes.Services,
            Check = (service, report) => report.Each(service["spec"]["externalIPs"].Items, address => report.Violation($"{service} claims the address {address.Text}.")),
        },
        new ResourceRule
        {
            Name = "service-balancer-sources",
            Demand = "A load balancer of a Service says from where it may be reached, unless it is an inner one.",
            Because = "Left out, the cloud opens its port to the whole Internet, also where only partners or offices were meant.",
            Mend = "Set spec.loadBalancerSourceRanges, or make the load balancer internal by the annotation of your cloud.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("SC-7"), Frameworks.Pci("1.3.1")],
            Types = KubernetesTypes.Services,
            Check = (service, report) =>
            {
                var spec = service["spec"];
                if (spec["type"].Text != "LoadBalancer" || service["metadata"]["annotations"][Inner].Text == "internal") return;
                var sources = spec["loadBalancerSourceRanges"].Items;
                if (sources.Count == 0)
                    report.Violation($"{service} names no sources.");
                else
                    report.Each(sources, source =>
                    {
                        if (source.Text is "0.0.0.0/0" or "::/0") report.Violation($"{service} names the source {source.Text}.");
                    });
            },
        },
        new ResourceRule
        {
            Name = "ingress-tls",
            Demand = "Every host of an Ingress has TLS.",
            Because = "Users' sessions and passwords would cross networks in plain text, and anybody on the way could change the pages.",
            Mend = "Set spec.tls with the hosts and a secretName.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("SC-8"), Frameworks.Pci("4.2.1"), Frameworks.Soc2("CC6.6")],
            Types = KubernetesTypes.Ingresses,
            Check = Tls,
        },
        new ResourceRule
        {
            Name = "ingress-no-snippets",
            Demand = "No annotation of an Ingress is configuration for nginx.",
            Because = "Whoever may write an Ingress would run Lua in the controller and read every Secret that it may read (CVE-2021-25742).",
            Mend = "Remove the annotations that end in -snippet, and use the controller's own settings or a filter of a Gateway's route.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-6"), Frameworks.Soc2("CC6.6")],
            Types = KubernetesTypes.Ingresses,
            Check = (ingress, report) => report.Each(ingress["metadata"]["annotations"].Entries, annotation =>
            {
                if (annotation.Name.EndsWith("-snippet", StringComparison.Ordinal)) report.Violation($"{ingress} has the annotation '{annotation.Name}'.");
            }),
        },
        new ResourceRule
        {
            Name = "ingress-controller-alive",
            Demand = "The controller of an Ingress still gets fixes.",
            Because = "Nobody mends ingress-nginx since March 2026: the next hole in it stays open, at the very door of the cluster.",
            Mend = "Move the host to a route of the Gateway, or set this rule's `classes` to [] where another controller bears that name.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-6"), Frameworks.Soc2("CC6.8")],
            Types = KubernetesTypes.Ingresses,
            Settings = [retired],
            Check = (ingress, report) =>
            {
                var name = ingress["spec"]["ingressClassName"].Text ?? ingress["metadata"]["annotations"]["kubernetes.io/ingress.class"].Text ?? "";
                if (retired.In(report.Settings).Contains(name)) report.Violation($"{ingress} is of the class '{name}'.");
            },
        },
    ];

    static void Tls(Resource ingress, Report report)
    {
        var covered = ingress["spec"]["tls"].Items.SelectMany(tls => tls["hosts"].Items).Select(host => host.Text).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ingress["spec"]["tls"].Items.Count == 0)
            report.Violation($"{ingress} has no TLS.");
        else
            report.Each(ingress["spec"]["rules"].Items, rule =>
            {
                if (rule["host"].Text is { Length: > 0 } host && !covered.Contains(host) && !covered.Contains($"*{host[(host.IndexOf('.') is var dot and >= 0 ? dot : 0)..]}"))
                    report.Violation($"{ingress} has no TLS for the host '{host}'.");
            });
    }
}
