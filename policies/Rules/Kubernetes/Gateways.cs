using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>The Gateway API: who comes in, and where they are sent.</summary>
internal static class Gateways
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "gateway-listener-tls",
            Demand = "Listeners of a Gateway speak TLS.",
            Because = "Between users and the Gateway everything could be read and changed, cookies and tokens first.",
            Mend = "Set the listener's protocol to HTTPS with tls.certificateRefs; a sandbox may live with this advice.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("SC-8"), Frameworks.Pci("4.2.1")],
            Types = KubernetesTypes.Gateways,
            Check = (gateway, report) => report.Each(gateway["spec"]["listeners"].Items, listener =>
            {
                if (listener["protocol"].Text is "HTTP" or "TCP") report.Violation($"Listener '{listener["name"].Shown()}' of {gateway} speaks {listener["protocol"].Shown()}.");
            }),
        },
        new ResourceRule
        {
            Name = "gateway-listener-certificate",
            Demand = "A listener that ends TLS has a certificate.",
            Because = "The Gateway accepts the listener and serves none of it: users see a broken connection as soon as the route moves there.",
            Mend = "Name a Secret in tls.certificateRefs, or set tls.mode to Passthrough for a TLSRoute.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("SC-8")],
            Types = KubernetesTypes.Gateways,
            Check = (gateway, report) => report.Each(gateway["spec"]["listeners"].Items, listener =>
            {
                if (listener["protocol"].Text is "HTTPS" or "TLS" && listener["tls"]["mode"].Text != "Passthrough" && listener["tls"]["certificateRefs"].Items.Count == 0)
                    report.Violation($"Listener '{listener["name"].Shown()}' of {gateway} speaks {listener["protocol"].Shown()} and has no certificate.");
            }),
        },
        new ResourceRule
        {
            Name = "gateway-routes-known",
            Demand = "A Gateway takes routes from its own namespace or from namespaces with a label.",
            Because = "With `All` any team of the cluster can put a route on your host name and answer your users.",
            Mend = "Set allowedRoutes.namespaces.from to Same, or to Selector with a selector.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("AC-4"), Frameworks.Soc2("CC6.6")],
            Types = KubernetesTypes.Gateways,
            Check = (gateway, report) => report.Each(gateway["spec"]["listeners"].Items, listener =>
            {
                if (listener["allowedRoutes"]["namespaces"]["from"].Text == "All") report.Violation($"Listener '{listener["name"].Shown()}' of {gateway} takes routes from all namespaces.");
            }),
        },
        new ResourceRule
        {
            Name = "route-has-backends",
            Demand = "Each rule of a route that names backends gives one of them a share.",
            Because = "With all weights at 0 the Gateway answers every request with 500.",
            Mend = "Give the side that serves a weight above 0.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.HttpRoutes,
            Check = (route, report) => report.Each(route["spec"]["rules"].Items, rule =>
            {
                var backends = rule["backendRefs"].Items;
                if (backends.Count > 0 && backends.All(backend => (backend["weight"].Number ?? 1) == 0)) report.Violation($"{route} gives all {backends.Count} backends of {rule.Path} the weight 0.");
            }),
        },
        new StackRule
        {
            Name = "route-across-namespaces",
            Demand = "A route sends requests to another namespace only where a ReferenceGrant there allows it.",
            Because = "The Gateway answers 500 for a reference that is not granted, and the route's status is the only place that says so.",
            Mend = "Declare a ReferenceGrant in the backend's namespace, from HTTPRoute in the route's to Service; or keep both in one namespace.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("AC-4")],
            Types = KubernetesTypes.HttpRoutes,
            Check = (stack, report) => report.Each(stack.OfType(KubernetesTypes.HttpRoutes), route =>
                report.Each(route["spec"]["rules"].Items.SelectMany(rule => rule["backendRefs"].Items), backend => Granted(route, backend, stack, report.About(route)))),
        },
    ];

    static void Granted(Resource route, Property backend, Stack stack, Report report)
    {
        if (backend["namespace"].Text is not { Length: > 0 } there) return;
        var here = route["metadata"]["namespace"].Text ?? "default";
        if (here == there) return;
        if (!stack.OfType(KubernetesTypes.ReferenceGrants).Any(grant => grant["metadata"]["namespace"].Text == there && grant["spec"]["from"].Items.Any(from => from["kind"].Text == "HTTPRoute" && from["namespace"].Text == here)))
            report.Violation($"{route} in {here} sends requests to '{backend["name"].Shown()}' in {there}, and no ReferenceGrant of this stack allows it.");
    }
}
