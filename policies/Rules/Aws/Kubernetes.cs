using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>EKS: the control plane and its nodes.</summary>
internal static class Kubernetes
{
    static readonly string[] logs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
    static readonly ValueSetting<string> oldest = new("oldest", "The oldest Kubernetes version that a cluster may have.", "1.32");

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "eks-api-not-public",
            Demand = "The API of a cluster is closed to the world.",
            Because = "Whoever holds a leaked token, or knows a flaw in the API server, can use it from anywhere.",
            Mend = "Set vpcConfig.endpointPublicAccess to false with endpointPrivateAccess true, or name your own ranges in publicAccessCidrs.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.KubernetesCluster],
            Controls = [Frameworks.Fsbp("EKS.1"), Frameworks.Pci("1.3.1"), Frameworks.Nist("SC-7")],
            Check = (cluster, report) =>
            {
                var network = cluster["vpcConfig"];
                if (network["endpointPublicAccess"].Flag == false) return;
                var ranges = network["publicAccessCidrs"].Texts().ToList();
                if (ranges.Count == 0 || ranges.Exists(range => range.EndsWith("/0", StringComparison.Ordinal))) report.Violation($"{cluster} answers {(ranges.Count == 0 ? "everyone" : string.Join(", ", ranges))}.");
            },
        },
        new ResourceRule
        {
            Name = "eks-nodes-without-open-ssh",
            Demand = "Nodes that take SSH take it from named security groups.",
            Because = "With a key and no source, EKS opens port 22 of every node to the whole Internet by itself.",
            Mend = "Set remoteAccess.sourceSecurityGroupIds, or drop remoteAccess and use Session Manager.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:eks/nodeGroup:NodeGroup"],
            Controls = [Frameworks.CisAws("5.2"), Frameworks.Pci("1.3.1"), Frameworks.Nist("SC-7")],
            Check = (nodes, report) =>
            {
                var remote = nodes["remoteAccess"];
                if (remote["ec2SshKey"].IsSet() && remote["sourceSecurityGroupIds"].Items.Count == 0) report.Violation($"{nodes} takes SSH from everywhere.");
            },
        },
        new ResourceRule
        {
            Name = "eks-version-supported",
            Demand = "A cluster has a version of Kubernetes that still gets fixes.",
            Because = "AWS upgrades a cluster past its end by itself, at a time of its own, whether the workloads can take it or not.",
            Mend = "Raise version, one minor version at a time; set `oldest` as versions end.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.KubernetesCluster],
            Controls = [Frameworks.Fsbp("EKS.2"), Frameworks.Pci("6.3.3"), Frameworks.Nist("SI-2")],
            Settings = [oldest],
            Check = (cluster, report) =>
            {
                if (cluster["version"].Text is { } version && Minor(version) < Minor(oldest.In(report.Settings))) report.Violation($"{cluster} has Kubernetes {version}, older than {oldest.In(report.Settings)}.");
            },
        },
        new ResourceRule
        {
            Name = "eks-secrets-encrypted",
            Demand = "A cluster encrypts its Secrets with a key of your own.",
            Because = "They lie in etcd and its backups in base64, which is no encryption.",
            Mend = "Set encryptionConfig with resources [secrets] and provider.keyArn.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.KubernetesCluster],
            Controls = [Frameworks.Fsbp("EKS.3"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)")],
            Check = (cluster, report) =>
            {
                if (!cluster["encryptionConfig"]["resources"].Texts().Contains("secrets")) report.Violation($"{cluster} keeps its Secrets without a key of its own.");
            },
        },
        new ResourceRule
        {
            Name = "eks-logged",
            Demand = "A cluster writes all logs of its control plane.",
            Because = "Who created the pod that mined, or deleted the deployment, stands in the audit log alone.",
            Mend = "Set enabledClusterLogTypes to api, audit, authenticator, controllerManager and scheduler.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.KubernetesCluster],
            Controls = [Frameworks.Fsbp("EKS.8"), Frameworks.Pci("10.2.1"), Frameworks.Iso("A.8.15"), Frameworks.Nist("AU-12")],
            Check = (cluster, report) =>
            {
                if (logs.Except(cluster["enabledClusterLogTypes"].Texts()).ToList() is { Count: > 0 } silent) report.Violation($"{cluster} does not write {string.Join(", ", silent)}.");
            },
        },
    ];

    static int Minor(string version) => version.Split('.') is [_, var minor, ..] && int.TryParse(minor, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
