using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>What a pod had better not have, beyond what the Pod Security Standards say.</summary>
internal static class PodHardening
{
    static readonly ListSetting<string> accounts = new("accounts", "Service accounts whose pods talk to the API server.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-read-only-root",
            Demand = "No container writes into its own image.",
            Because = "An intruder could leave tools there, and files that a program writes beside its code are gone with the next restart.",
            Mend = "Set securityContext.readOnlyRootFilesystem to true, and mount an emptyDir where the program writes.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-6"), Frameworks.Nist("AC-6"), Frameworks.Iso("A.8.9"), Frameworks.Pci("2.2.6")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                if (workload.OnWindows) return;
                workload.EachContainer(report, container =>
                {
                    if (container.Security["readOnlyRootFilesystem"].Flag != true) report.Violation($"{container} of {workload} may write into its root file system.");
                });
            }),
        },
        new ResourceRule
        {
            Name = "pod-token-not-mounted",
            Demand = "A pod has a token for the API server only when it talks to it.",
            Because = "The token lies in a file of every container, and whoever reads it asks the API server in the service's name.",
            Mend = "Set automountServiceAccountToken to false, or name the service account in this rule's setting `accounts`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.1.6"), Frameworks.Nist("AC-6"), Frameworks.Soc2("CC6.1")],
            Types = Workload.Tokens,
            Settings = [accounts],
            Check = Typed.Check<Workload>((workload, report) =>
            {
                var allowed = accounts.In(report.Settings);
                if (allowed.Count > 0 && workload.Spec["serviceAccountName"].Text is { } account && allowed.Contains(account)) return;
                if (workload.Spec["automountServiceAccountToken"].Flag != false) report.Violation($"{workload} mounts the token of its service account.");
            }),
        },
        new ResourceRule
        {
            Name = "pod-own-service-account",
            Demand = "A pod has a service account of its own.",
            Because = "All that is ever granted to the account `default` is granted to every pod of the namespace that says nothing.",
            Mend = "Declare a ServiceAccount for the service, and name it in serviceAccountName.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.1.5"), Frameworks.Nist("AC-6")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                var account = workload.Spec["serviceAccountName"].IsMissing ? workload.Spec["serviceAccount"] : workload.Spec["serviceAccountName"];
                if (account.Text is null or "" or "default") report.Violation($"{workload} runs as the service account 'default'.");
            }),
        },
        new ResourceRule
        {
            Name = "pod-no-service-links",
            Demand = "Services of the namespace do not become variables of the pod.",
            Because = "A Service that is called like one of the program's settings overrides it: with a Service `web` there is suddenly a WEB_PORT of the form tcp://….",
            Mend = "Set enableServiceLinks to false; names in DNS stay.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Nist("CM-6")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                if (workload.Spec["enableServiceLinks"].Flag != false) report.Violation($"{workload} takes variables from the Services of its namespace.");
            }),
            Remedy = (resource, _) => Workload.Of(resource) is var workload && workload.Spec["enableServiceLinks"] is { IsUnknown: false, Flag: not false }
                ? Change.To(resource).Set(workload.Path("enableServiceLinks"), false)
                : null,
        },
        new ResourceRule
        {
            Name = "pod-no-shared-processes",
            Demand = "Containers of a pod do not see each other's processes.",
            Because = "A sidecar could read the service's memory, its environment and its files under /proc.",
            Mend = "Remove shareProcessNamespace.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("AC-6"), Frameworks.Iso("A.8.9")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                if (workload.Spec["shareProcessNamespace"].Flag == true) report.Violation($"{workload} shares one space of processes among its containers.");
            }),
        },
        new ResourceRule
        {
            Name = "pod-tolerates-by-name",
            Demand = "A toleration names the taint that it tolerates.",
            Because = "A pod that tolerates everything is put on control planes and on nodes that are being emptied, and is not moved away from a node that has died.",
            Mend = "Give the toleration its `key`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-6"), Frameworks.Soc2("A1.2")],
            // A DaemonSet is meant to be everywhere.
            Types = [.. Workload.Tokens.Except(KubernetesTypes.DaemonSets)],
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Spec["tolerations"].Items, toleration =>
            {
                if (toleration["operator"].Text == "Exists" && toleration["key"].Text is null or "") report.Violation($"{workload} tolerates every taint.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-no-system-priority",
            Demand = "No service has the priority of the cluster's own pods.",
            Because = "When a node is short of room, the scheduler would throw out DNS or the network's agents for it.",
            Mend = "Declare a PriorityClass of your own, or remove priorityClassName.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-6"), Frameworks.Soc2("A1.2")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                if (workload.Spec["priorityClassName"].Text is "system-cluster-critical" or "system-node-critical")
                    report.Violation($"{workload} has the priority class '{workload.Spec["priorityClassName"].Shown()}'.");
            }),
        },
    ];
}
