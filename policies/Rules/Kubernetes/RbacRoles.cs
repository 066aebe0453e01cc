using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>What a Role or ClusterRole may grant.</summary>
internal static class RbacRoles
{
    static readonly ImmutableHashSet<string> reading = ["get", "list", "watch"];
    static readonly ImmutableHashSet<string> writing = ["create", "update", "patch"];
    static readonly ImmutableHashSet<string> entering = ["pods/exec", "pods/attach", "pods/ephemeralcontainers"];
    static readonly ImmutableHashSet<string> hooks = ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        Granting("rbac-no-wildcards", Severity.High, "No role grants all verbs or all resources.",
            "Whatever is installed in the cluster later is granted with it, and nobody will ever know what is really needed.",
            "Name the verbs and resources that are needed.",
            [Frameworks.CisKubernetes("5.1.3"), Frameworks.Nist("AC-6"), Frameworks.Soc2("CC6.1")],
            granted => granted.Verbs.Contains("*") ? "all verbs" : granted.Resources.Contains("*") ? "all resources" : null),
        Granting("rbac-no-secret-reading", Severity.High, "No role reads all Secrets.",
            "Listing Secrets shows their values, those of other services' databases and certificates included.",
            "Name the Secrets in resourceNames and grant `get` alone, or mount them into the pod.",
            [Frameworks.CisKubernetes("5.1.2"), Frameworks.Nist("AC-3"), Frameworks.Pci("8.6.2")],
            granted => granted.Named.Count == 0 && granted.Resources.Contains("secrets") ? granted.Any(reading, "secrets") : null),
        Granting("rbac-no-escalation", Severity.Critical, "No role lets its holder get or lend rights that it doesn't have.",
            "With escalate, bind or impersonate, a service that was broken into makes itself the administrator of the cluster in one request.",
            "Remove the verb; let a person bind roles.",
            [Frameworks.CisKubernetes("5.1.8"), Frameworks.Nist("AC-6"), Frameworks.Soc2("CC6.1")],
            granted => granted.Verbs.FirstOrDefault(verb => verb is "escalate" or "bind" or "impersonate") is { } verb ? $"{verb} on {(granted.Resources.Count == 0 ? "what is not known yet" : string.Join(", ", granted.Resources.Order(StringComparer.Ordinal)))}" : null),
        Granting("rbac-no-exec", Severity.Medium, "No role starts programs in running pods.",
            "Commands in a pod run with its Secrets, leave no trace in the release, and change what serves users.",
            "Remove pods/exec, pods/attach and pods/ephemeralcontainers from the role; give it to people for a time, and not to services.",
            [Frameworks.CisKubernetes("5.1.4"), Frameworks.Nist("AC-6")],
            granted => granted.Resources.FirstOrDefault(entering.Contains) is { } resource ? granted.Any(["get", .. writing], resource) : null),
        Granting("rbac-no-node-proxy", Severity.High, "No role reaches the kubelets through the API server.",
            "With nodes/proxy one runs commands in every pod of a node, past admission and past the audit log.",
            "Remove nodes/proxy; metrics need nodes/metrics or nodes/stats alone.",
            [Frameworks.CisKubernetes("5.1.10"), Frameworks.Nist("AC-6")],
            granted => granted.Resources.Contains("nodes/proxy") ? "nodes/proxy" : null),
        Granting("rbac-no-admission-writing", Severity.High, "No role changes the webhooks of admission.",
            "Whoever changes a webhook reads and rewrites every object of the cluster on its way in, Secrets included, or switches its policies off.",
            "Let the stack of the cluster's owners declare its webhooks.",
            [Frameworks.CisKubernetes("5.1.12"), Frameworks.Nist("CM-5")],
            granted => granted.Resources.FirstOrDefault(hooks.Contains) is { } resource ? granted.Any([.. writing, "delete"], resource) : null),
        Granting("rbac-no-token-making", Severity.High, "No role makes credentials for others.",
            "With serviceaccounts/token or the approval of certificates one becomes any service, or a node, for as long as one likes.",
            "Remove it, or name the one service account in resourceNames.",
            [Frameworks.CisKubernetes("5.1.13"), Frameworks.Nist("IA-5")],
            granted => granted.Named.Count > 0 ? null
                : granted.Resources.Contains("serviceaccounts/token") ? granted.Any(["create"], "serviceaccounts/token")
                : granted.Resources.Contains("certificatesigningrequests/approval") ? granted.Any(["update", "patch"], "certificatesigningrequests/approval")
                : null),
    ];

    /// <param name="find">What is wrong with one rule of the role, or null.</param>
    static ResourceRule Granting(string name, Severity severity, string demand, string because, string mend, ImmutableArray<Control> controls, Func<Granted, string?> find) => new()
    {
        Name = name,
        Demand = demand,
        Because = because,
        Mend = mend,
        Level = severity >= Severity.High ? Level.Mandatory : Level.Advisory,
        Severity = severity,
        Controls = controls,
        Types = KubernetesTypes.Roles,
        Check = (role, report) => report.Each(role["rules"].Items, rule =>
        {
            if (find(Granted.By(rule)) is { } what)
                report.Violation($"{role} grants {what} in {rule.Path}.");
            else
                Granted.RequireKnown(rule);
        }),
    };

    /// <summary>What is known of one rule of a role; what is not can only add to it.</summary>
    sealed record Granted(ImmutableHashSet<string> Verbs, ImmutableHashSet<string> Resources, ImmutableHashSet<string> Named)
    {
        public static Granted By(Property rule) => new(Known(rule["verbs"]), Known(rule["resources"]), rule["resourceNames"].IsUnknown ? ["not known yet"] : Known(rule["resourceNames"]));

        /// <summary>Ends the check where something is not known yet.</summary>
        public static void RequireKnown(Property rule)
        {
            foreach (var item in rule["verbs"].Items.Concat(rule["resources"].Items).Concat(rule["resourceNames"].Items)) _ = item.Text;
        }

        /// <summary>The first of the verbs that is granted, as messages call it.</summary>
        public string? Any(ImmutableHashSet<string> verbs, string resource) => Verbs.Where(verb => verb == "*" || verbs.Contains(verb)).Order(StringComparer.Ordinal).FirstOrDefault() is { } verb ? $"{verb} on {resource}" : null;

        static ImmutableHashSet<string> Known(Property list) => list.IsUnknown ? [] : [.. list.Items.Where(item => !item.IsUnknown).Select(item => item.Text).OfType<string>()];
    }
}
