using System.Collections.Immutable;
using Infra.Policies.Rules.Kubernetes;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>Sides come and go; what they know stays.</summary>
internal static class RetainedData
{
    // Caches and scratch space may go with their side.
    static readonly ValueSetting<string> scratch = new("scratch", "The tag, or label, of data that may be lost: its name, an equals sign, and its value.", "data=scratch");

    static readonly ImmutableArray<string> snapshots = ["finalSnapshotIdentifier", "finalSnapshotName"];
    static readonly ImmutableArray<string> guards = ["deletionProtection", "deletionProtectionEnabled"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "data-outside-environments",
            Demand = "No data is part of a side.",
            Because = "A side is deleted when it is retired, and the next release would begin with nothing, or go back to nothing.",
            Mend = "Declare it in a stack of its own and pass its address to both sides; or tag it as this rule's setting `scratch` says.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Nist("CP-9"), Frameworks.Soc2("A1.2"), Frameworks.Iso("A.8.13")],
            Types = DeliveryTypes.Data,
            Settings = [scratch],
            Check = (data, report) =>
            {
                if (Sides.IsInOne(data) && !IsScratch(data, report.Settings)) report.Violation($"{data} belongs to a side.");
            },
        },
        new ResourceRule
        {
            Name = "data-protected",
            Demand = "What holds data can't be deleted by an update.",
            Because = "A renamed resource or a property that forces a replacement would take all data with it.",
            Mend = "Set the resource's `protect`, or the deletion protection of its service (deletionProtection, deletionProtectionEnabled).",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CP-9"), Frameworks.Soc2("A1.2"), Frameworks.Iso("A.8.13")],
            Types = DeliveryTypes.Data,
            Settings = [scratch],
            Check = (data, report) =>
            {
                if (data.IsProtected || guards.Any(guard => !data[guard].IsMissing && data[guard].Flag == true) || IsScratch(data, report.Settings)) return;
                report.Violation($"{data} is protected neither by the engine nor by its service.");
            },
        },
        new ResourceRule
        {
            Name = "data-final-snapshot",
            Demand = "A database or a store in memory is copied before it is deleted.",
            Because = "Its backups are deleted with it, and after a mistake nothing would be left.",
            Mend = "Remove skipFinalSnapshot and set finalSnapshotIdentifier (MemoryDB: finalSnapshotName; an EBS volume: finalSnapshot true).",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CP-9"), Frameworks.Soc2("A1.2")],
            Types = [.. DeliveryTypes.Databases, "aws:elasticache/replicationGroup:ReplicationGroup", "aws:memorydb/cluster:Cluster", "aws:ebs/volume:Volume"],
            Settings = [scratch],
            Check = (data, report) =>
            {
                if (IsScratch(data, report.Settings)) return;
                if (data["skipFinalSnapshot"].Flag == true)
                    report.Violation($"{data} skips its final snapshot.");
                else if (data["finalSnapshot"].Flag != true && snapshots.All(name => data[name].Text is null or ""))
                    report.Violation($"{data} names no final snapshot.");
            },
        },
        new ResourceRule
        {
            Name = "data-not-forced-away",
            Demand = "What still holds something is not deleted with all that is in it.",
            Because = "A bucket or registry with force is emptied without a question: the objects of users, or the images that a return needs, are gone.",
            Mend = "Remove forceDestroy (S3) or forceDelete (ECR), and empty it by hand when it really has to go.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CP-9"), Frameworks.Soc2("A1.2")],
            Types = [.. Aws.Kinds.Buckets, "aws:ecr/repository:Repository"],
            Settings = [scratch],
            Check = (data, report) =>
            {
                if ((data["forceDestroy"].Flag ?? data["forceDelete"].Flag) == true && !IsScratch(data, report.Settings)) report.Violation($"{data} is deleted with all that is in it.");
            },
        },
        new ResourceRule
        {
            Name = "volumes-outlive-claims",
            Demand = "A volume stays when its claim is deleted.",
            Because = "A StatefulSet that is renamed, or a namespace that is deleted, would take the disks with it.",
            Mend = "Set reclaimPolicy (PersistentVolume: persistentVolumeReclaimPolicy) to Retain, and persistentVolumeClaimRetentionPolicy of a StatefulSet to Retain.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CP-9"), Frameworks.Soc2("A1.2")],
            Types = [.. KubernetesTypes.StorageClasses, .. KubernetesTypes.Volumes, .. KubernetesTypes.StatefulSets],
            Check = Volumes,
        },
    ];

    static bool IsScratch(Resource data, Settings settings) =>
        scratch.In(settings).Split('=') is [var name, var value] && (data["tags"][name].Text == value || data["metadata"]["labels"][name].Text == value);

    static void Volumes(Resource resource, Report report)
    {
        if (KubernetesTypes.StatefulSets.Contains(resource.Type))
        {
            var retention = resource["spec"]["persistentVolumeClaimRetentionPolicy"];
            report.Each(["whenDeleted", "whenScaled"], moment =>
            {
                if (retention[moment].Text == "Delete") report.Violation($"{resource} deletes its claims {(moment == "whenDeleted" ? "with itself" : "when it shrinks")}.");
            });
        }
        else
        {
            // Kubernetes deletes what a class says nothing of, and keeps a volume that somebody made.
            var policy = KubernetesTypes.Volumes.Contains(resource.Type) ? resource["spec"]["persistentVolumeReclaimPolicy"].Text ?? "Retain" : resource["reclaimPolicy"].Text ?? "Delete";
            if (policy != "Retain") report.Violation($"{resource} has the reclaim policy {policy}.");
        }
    }
}
