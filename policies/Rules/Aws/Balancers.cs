using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Load balancers and what they listen to.</summary>
internal static class Balancers
{
    static readonly ListSetting<string> tls = new("policies", "Beginnings of the names of TLS policies that a listener may have.",
        ["ELBSecurityPolicy-TLS13-1-2", "ELBSecurityPolicy-TLS13-1-3", "ELBSecurityPolicy-TLS-1-2", "ELBSecurityPolicy-FS-1-2"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "listener-sends-to-https",
            Demand = "What comes over HTTP is sent to HTTPS, never on to targets.",
            Because = "Whoever is on the way between a user and the balancer reads the session's cookie and changes the pages.",
            Mend = "Give the listener for HTTP a default action redirect with protocol HTTPS and statusCode HTTP_301 (classic: lbProtocol https or ssl).",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Tokens.Listeners, .. Kinds.ClassicBalancers],
            Controls = [Frameworks.Fsbp("ELB.1"), Frameworks.Fsbp("ELB.3"), Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Check = PlainText,
        },
        new ResourceRule
        {
            Name = "listener-modern-tls",
            Demand = "Listeners speak TLS 1.2 or later.",
            Because = "Older versions and their ciphers can be broken by a listener in the middle, and AWS's own default for templates still allows them.",
            Mend = "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Tokens.Listeners],
            Controls = [Frameworks.Fsbp("ELB.17"), Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Settings = [tls],
            Check = (listener, report) =>
            {
                if (listener["protocol"].Text is not ("HTTPS" or "TLS")) return;
                if (listener["sslPolicy"].Text is not { } policy || !tls.In(report.Settings).Any(name => policy.StartsWith(name, StringComparison.Ordinal)))
                    report.Violation($"{listener} has the TLS policy '{listener["sslPolicy"].Text ?? "ELBSecurityPolicy-2016-08"}'.");
            },
        },
        new ResourceRule
        {
            Name = "balancer-deletion-protected",
            Demand = "A load balancer outside of throwaway stages can't be deleted by one call.",
            Because = "A new one has a new address: until every DNS cache has forgotten the old one, users reach nothing.",
            Mend = "Set enableDeletionProtection to true, or tag the balancer with a stage that is in the setting `throwawayStages`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Tokens.LoadBalancers],
            Controls = [Frameworks.Fsbp("ELB.6"), Frameworks.Soc2("A1.2"), Frameworks.Nist("CP-2")],
            Settings = [Stages.Throwaway],
            Check = (balancer, report) =>
            {
                if (!balancer.IsThrowaway(report) && balancer["enableDeletionProtection"].Flag != true) report.Violation($"{balancer} can be deleted at once.");
            },
        },
        new ResourceRule
        {
            Name = "balancer-logged",
            Demand = "A load balancer writes down each request.",
            Because = "When a release is returned for its errors, nobody can see which requests failed and from which targets.",
            Mend = "Set accessLogs with enabled true and a bucket.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Tokens.LoadBalancers, .. Kinds.ClassicBalancers],
            Controls = [Frameworks.Fsbp("ELB.5"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.15"), Frameworks.Hipaa("164.312(b)"), Frameworks.Nist("AU-2")],
            Check = (balancer, report) =>
            {
                var logs = balancer["accessLogs"];
                // The classic one logs as soon as it has a bucket.
                var on = logs["enabled"].Flag ?? (Kinds.ClassicBalancers.Contains(balancer.Type) && !logs.IsMissing);
                if (!on) report.Violation($"{balancer} logs no requests.");
            },
        },
        new ResourceRule
        {
            Name = "balancer-drops-bad-headers",
            Demand = "A load balancer drops headers that no standard allows and sorts out requests that could be read in two ways.",
            Because = "Balancer and service would see different requests in the same bytes, and one user's request ends up in another's.",
            Mend = "Set dropInvalidHeaderFields to true and desyncMitigationMode to defensive or strictest.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Tokens.LoadBalancers],
            Controls = [Frameworks.Fsbp("ELB.4"), Frameworks.Fsbp("ELB.12"), Frameworks.Pci("6.4.1"), Frameworks.Nist("SI-10")],
            Check = (balancer, report) =>
            {
                if (!IsApplication(balancer)) return;
                report.Try(() =>
                {
                    if (balancer["dropInvalidHeaderFields"].Flag != true) report.Violation($"{balancer} passes invalid headers on.");
                });
                report.Try(() =>
                {
                    if (balancer["desyncMitigationMode"].Text == "monitor") report.Violation($"{balancer} has the desync mode 'monitor'.");
                });
            },
            Remedy = (balancer, _) => IsApplication(balancer) && balancer["dropInvalidHeaderFields"].Flag != true ? Change.To(balancer).Set("dropInvalidHeaderFields", true) : null,
        },
        new ResourceRule
        {
            Name = "balancer-in-two-zones",
            Demand = "A load balancer stands in two availability zones at least.",
            Because = "With its only zone goes the way in to every side of the service, however many replicas run elsewhere.",
            Mend = "Name a subnet of a second zone in subnets or subnetMappings.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Tokens.LoadBalancers],
            Controls = [Frameworks.Fsbp("ELB.13"), Frameworks.Iso("A.8.14"), Frameworks.Nist("CP-10")],
            Check = (balancer, report) =>
            {
                if (balancer["subnets"].Items.Count + balancer["subnetMappings"].Items.Count is var count && count == 1) report.Violation($"{balancer} has one subnet.");
            },
        },
        new StackRule
        {
            Name = "balancer-behind-firewall",
            Demand = "A public load balancer or API stands behind a web application firewall.",
            Because = "Floods and the scripted attacks of the day reach the service itself, which has no switch to turn them away.",
            Mend = "Declare a WebAclAssociation with its ARN.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Tokens.LoadBalancers, Kinds.RestStage],
            Controls = [Frameworks.Fsbp("ELB.16"), Frameworks.Fsbp("APIGateway.4"), Frameworks.Pci("6.4.2"), Frameworks.Nist("SC-7")],
            Check = Reading.Each([.. Tokens.LoadBalancers, Kinds.RestStage], (front, stack, report) =>
            {
                if (front.Type != Kinds.RestStage && (front["internal"].Flag == true || !IsApplication(front))) return;
                if (!stack.HasCompanion(front, "resourceArn", ["aws:wafv2/webAclAssociation:WebAclAssociation"])) report.Violation($"{front} has no web ACL in this stack.");
            }),
        },
    ];

    static bool IsApplication(Resource balancer) => balancer["loadBalancerType"].Text is null or "application";

    static void PlainText(Resource resource, Report report)
    {
        if (Kinds.ClassicBalancers.Contains(resource.Type))
            report.Each(resource["listeners"].Items, listener =>
            {
                if (listener["lbProtocol"].Text?.ToUpperInvariant() == "HTTP") report.Violation($"{resource} passes on what comes over HTTP to port {listener["lbPort"].Text}.");
            });
        else if (resource["protocol"].Text == "HTTP")
            report.Each(resource["defaultActions"].Items, action => Action(resource, action, report));
    }

    static void Action(Resource listener, Property action, Report report)
    {
        if (action["type"].Text is "forward")
            report.Violation($"{listener} forwards what comes over HTTP.");
        else if (action["type"].Text == "redirect" && action["redirect"]["protocol"].Text is not "HTTPS")
            report.Violation($"{listener} redirects from HTTP to {action["redirect"]["protocol"].Text ?? "the same protocol"}.");
    }
}
