using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>To whom roles are given.</summary>
internal static class RbacBindings
{
    static readonly ImmutableHashSet<string> anybody = ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "rbac-no-cluster-admin",
            Demand = "Nobody is bound to cluster-admin but the cluster's own parts.",
            Because = "Whoever has the credentials of that subject owns every namespace, and no policy of the cluster stops them.",
            Mend = "Bind a Role with what is needed, in the namespace where it is needed.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.CisKubernetes("5.1.1"), Frameworks.Nist("AC-6"), Frameworks.Soc2("CC6.1")],
            Types = KubernetesTypes.Bindings,
            Check = (binding, report) =>
            {
                if (binding["roleRef"]["name"].Text != "cluster-admin") return;
                report.Each(binding["subjects"].Items, subject =>
                {
                    if (subject["name"].Text?.StartsWith("system:", StringComparison.Ordinal) != true) report.Violation($"{binding} makes {Called(subject)} cluster-admin.");
                });
            },
        },
        Subjects("rbac-no-masters", Severity.Critical, "No binding names the group system:masters.",
            "The API server lets that group past RBAC and cannot take it away from a certificate that has it, so such access is for ever.",
            "Bind a group of your identity provider.",
            [Frameworks.CisKubernetes("5.1.7"), Frameworks.Nist("AC-2")],
            subject => subject["name"].Text == "system:masters"),
        Subjects("rbac-not-for-anybody", Severity.Critical, "No binding names a group in which everybody is.",
            "Whoever reaches the API server, or owns any pod at all, would have the role.",
            "Name the service account, user or group that needs it.",
            [Frameworks.Nist("AC-3"), Frameworks.Soc2("CC6.1"), Frameworks.Iso("A.8.9")],
            subject => subject["name"].Text is { } name && (anybody.Contains(name) || name.StartsWith("system:serviceaccounts:", StringComparison.Ordinal))),
        Subjects("rbac-not-for-default", Severity.Medium, "No binding names a service account `default`.",
            "Every pod of the namespace that names no account would have the role, those of other services too.",
            "Declare a ServiceAccount for the service that needs it and bind that.",
            [Frameworks.CisKubernetes("5.1.5"), Frameworks.Nist("AC-6")],
            subject => subject["kind"].Text == "ServiceAccount" && subject["name"].Text == "default"),
    ];

    static ResourceRule Subjects(string name, Severity severity, string demand, string because, string mend, ImmutableArray<Control> controls, Func<Property, bool> isWrong) => new()
    {
        Name = name,
        Demand = demand,
        Because = because,
        Mend = mend,
        Level = severity >= Severity.High ? Level.Mandatory : Level.Advisory,
        Severity = severity,
        Controls = controls,
        Types = KubernetesTypes.Bindings,
        Check = (binding, report) => report.Each(binding["subjects"].Items, subject =>
        {
            if (isWrong(subject)) report.Violation($"{binding} gives {binding["roleRef"]["name"].Shown()} to {Called(subject)}.");
        }),
    };

    static string Called(Property subject) => $"the {subject["kind"].Shown()} '{subject["name"].Shown()}'";
}
