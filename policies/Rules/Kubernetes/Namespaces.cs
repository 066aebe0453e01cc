using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class Namespaces
{
    const string Enforce = "pod-security.kubernetes.io/enforce";

    static readonly ImmutableHashSet<string> system = ["kube-system", "kube-public", "kube-node-lease"];
    static readonly ListSetting<string> labels = new("labels", "The labels that every workload has.", ["app.kubernetes.io/name", "app.kubernetes.io/version", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by"]);

    static readonly ImmutableArray<string> housed =
    [
        .. Workload.Tokens, .. KubernetesTypes.Services, .. KubernetesTypes.Ingresses, .. KubernetesTypes.ConfigMaps, .. KubernetesTypes.Secrets, .. KubernetesTypes.ServiceAccounts,
        .. KubernetesTypes.VolumeClaims, .. KubernetesTypes.Gateways, .. KubernetesTypes.HttpRoutes,
    ];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "namespace-pod-security",
            Demand = "Every namespace refuses pods that break the Pod Security Standards.",
            Because = "What is started past this pack, by hand or by an operator, may be privileged there.",
            Mend = $"Set the label {Enforce} to restricted, or to baseline.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.CisKubernetes("5.2.1"), Frameworks.Nist("CM-7"), Frameworks.Soc2("CC6.8")],
            Types = KubernetesTypes.Namespaces,
            Check = (space, report) =>
            {
                var level = space["metadata"]["labels"][Enforce].Text;
                if (level is null)
                    report.Violation($"{space} has no label {Enforce}.");
                else if (level is not ("baseline" or "restricted"))
                    report.Violation($"{space} has the label {Enforce} '{level}'.");
            },
        },
        new ResourceRule
        {
            Name = "namespace-not-default",
            Demand = "Nothing is in the namespace `default`.",
            Because = "Whoever forgets to name a namespace lands there too: quotas, policies and rights of one service would be everybody's.",
            Mend = "Set metadata.namespace, or the namespace of the provider.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.7.4"), Frameworks.Nist("SC-7")],
            Types = housed,
            Check = (resource, report) =>
            {
                var space = resource["metadata"]["namespace"].Text ?? resource.Provider["namespace"].Text;
                if (space is null or "" or "default") report.Violation($"{resource} is in the namespace 'default'.");
            },
        },
        new ResourceRule
        {
            Name = "namespace-not-system",
            Demand = "Nothing is put into the cluster's own namespaces.",
            Because = "The pods there are trusted with the nodes, and policies usually spare them: what hides among them is not found.",
            Mend = "Give it a namespace of its own.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.7.1"), Frameworks.Nist("CM-7")],
            Types = housed,
            Check = (resource, report) =>
            {
                if (resource["metadata"]["namespace"].Text is { } space && system.Contains(space)) report.Violation($"{resource} is in the namespace '{space}'.");
            },
        },
        new ResourceRule
        {
            Name = "workload-labels",
            Demand = "Every workload says what it is, of which version, of what it is a part and who manages it.",
            Because = "Dashboards and bills group by these labels, and who is called at night can't tell the release of a pod without them.",
            Mend = "Set the labels in metadata.labels.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Nist("CM-8"), Frameworks.Iso("A.8.9")],
            Types = [.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets, .. KubernetesTypes.DaemonSets, .. KubernetesTypes.CronJobs],
            Settings = [labels],
            Check = (workload, report) => report.Each(labels.In(report.Settings), label =>
            {
                if (workload["metadata"]["labels"][label].Text is null or "") report.Violation($"{workload} has no label {label}.");
            }),
        },
        new ResourceRule
        {
            Name = "storage-class-encrypted",
            Demand = "Volumes that a StorageClass makes on AWS are encrypted.",
            Because = "Snapshots of a volume that isn't can be shared and read by whoever may copy them.",
            Mend = "Set parameters.encrypted to \"true\", and kmsKeyId for a key of your own.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("SC-28"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24")],
            Types = KubernetesTypes.StorageClasses,
            Check = (type, report) =>
            {
                if (type["provisioner"].Text is "ebs.csi.aws.com" or "ebs.csi.eks.amazonaws.com" or "kubernetes.io/aws-ebs" && type["parameters"]["encrypted"].Flag != true)
                    report.Violation($"{type} makes volumes that are not encrypted.");
            },
        },
    ];
}
