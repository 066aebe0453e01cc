using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>That databases can be brought back, stay up and tell what they do.</summary>
internal static class DatabaseOperation
{
    static readonly ValueSetting<double> days = new("days", "For how many days at least a database can be brought back.", 7);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "database-backups-kept",
            Demand = "Backups of a database are kept for a week at least.",
            Because = "A fault in the data is often noticed after the weekend; with less there is nothing left from before it.",
            Mend = "Set backupRetentionPeriod (Redshift: automatedSnapshotRetentionPeriod) to 7 or more.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.NeptuneCluster, Kinds.Redshift],
            Controls = [Frameworks.Fsbp("RDS.11"), Frameworks.Fsbp("Redshift.3"), Frameworks.Pci("10.3.3"), Frameworks.Soc2("A1.2"), Frameworks.Iso("A.8.13"), Frameworks.Hipaa("164.308(a)(7)(ii)(A)"), Frameworks.Nist("CP-9")],
            Settings = [days],
            Check = (database, report) =>
            {
                if (database["replicateSourceDb"].IsSet()) return;
                // AWS keeps one day where nothing is said; an RDS instance made by API none.
                var kept = database[database.Type == Kinds.Redshift ? "automatedSnapshotRetentionPeriod" : "backupRetentionPeriod"].Number ?? (database.Type == Kinds.RdsInstance ? 0 : 1);
                if (kept < days.In(report.Settings)) report.Violation($"{database} keeps backups for {kept} days.");
            },
        },
        new ResourceRule
        {
            Name = "deletion-protected",
            Demand = "A database, table or user pool outside of throwaway stages can't be deleted by one call.",
            Because = "A changed name or a `destroy` in the wrong terminal ends the service and takes every record since the last backup.",
            Mend = "Set deletionProtection (DynamoDB: deletionProtectionEnabled) to true, or tag the resource with a stage that is in the setting `throwawayStages`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.NeptuneCluster, Kinds.Table, "aws:cognito/userPool:UserPool", "aws:rds/globalCluster:GlobalCluster"],
            Controls = [Frameworks.Fsbp("RDS.7"), Frameworks.Fsbp("RDS.8"), Frameworks.Fsbp("DynamoDB.6"), Frameworks.Soc2("C1.1"), Frameworks.Nist("CP-2")],
            Settings = [Stages.Throwaway],
            Check = (database, report) =>
            {
                if (database.IsThrowaway(report)) return;
                var protection = database[database.Type == Kinds.Table ? "deletionProtectionEnabled" : "deletionProtection"].Text;
                if (protection is not ("true" or "ACTIVE")) report.Violation($"{database} can be deleted at once.");
            },
        },
        new ResourceRule
        {
            Name = "final-snapshot",
            Demand = "Outside of throwaway stages, a database that is deleted leaves a snapshot.",
            Because = "Automated backups go with it: what was deleted by mistake can't be brought back by anyone, AWS included.",
            Mend = "Set skipFinalSnapshot to false and finalSnapshotIdentifier to a name, or tag the resource with a stage that is in the setting `throwawayStages`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.NeptuneCluster, Kinds.Redshift],
            Controls = [Frameworks.Fsbp("RDS.11"), Frameworks.Pci("10.3.3"), Frameworks.Soc2("A1.2"), Frameworks.Hipaa("164.308(a)(7)(ii)(A)"), Frameworks.Nist("CP-9")],
            Settings = [Stages.Throwaway],
            Check = (database, report) =>
            {
                if (database["skipFinalSnapshot"].Flag == true && !database["replicateSourceDb"].IsSet() && !database.IsThrowaway(report))
                    report.Violation($"{database} is deleted without a last snapshot.");
            },
        },
        new ResourceRule
        {
            Name = "database-in-two-zones",
            Demand = "A database instance has a standby in another availability zone.",
            Because = "When its zone fails, or its host is patched, the service is down until the instance is back.",
            Mend = "Set multiAz to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RdsInstance, Kinds.Redshift],
            Controls = [Frameworks.Fsbp("RDS.5"), Frameworks.Iso("A.8.14"), Frameworks.Hipaa("164.308(a)(7)(i)"), Frameworks.Nist("CP-10")],
            Settings = [Stages.Throwaway],
            Check = (database, report) =>
            {
                if (database["replicateSourceDb"].IsSet() || database.IsThrowaway(report)) return;
                if (database["multiAz"].Flag != true) report.Violation($"{database} stands in one availability zone.");
            },
        },
        new StackRule
        {
            Name = "database-cluster-can-fail-over",
            Demand = "A database cluster has two instances at least.",
            Because = "With one there is nobody to take over: the cluster is as available as that one machine.",
            Mend = "Declare a second ClusterInstance for it, in another availability zone.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RdsCluster],
            Controls = [Frameworks.Fsbp("RDS.15"), Frameworks.Iso("A.8.14"), Frameworks.Nist("CP-10")],
            Check = Reading.Each([Kinds.RdsCluster], (cluster, stack, report) =>
            {
                // A Multi-AZ cluster with a class of its own brings its three instances along.
                if (cluster["dbClusterInstanceClass"].IsSet() || cluster["engineMode"].Text == "serverless") return;
                var members = stack.OfType(Kinds.RdsClusterInstance).Count(member => stack.Behind(member, "clusterIdentifier", Kinds.RdsCluster).Contains(cluster));
                if (members == 1) report.Violation($"{cluster} has a single instance.");
            }),
        },
        new ResourceRule
        {
            Name = "database-minor-upgrades",
            Demand = "A database takes minor versions of its engine by itself.",
            Because = "They mend flaws that are public the day they appear; by hand they come when somebody has time.",
            Mend = "Leave autoMinorVersionUpgrade true and set a maintenance window.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.RdsInstance, Kinds.RdsClusterInstance, Kinds.Broker, Kinds.ReplicationGroup, Kinds.MemoryDb, "aws:dms/replicationInstance:ReplicationInstance"],
            Controls = [Frameworks.CisAws("2.3.2"), Frameworks.Fsbp("RDS.13"), Frameworks.Pci("6.3.3"), Frameworks.Nist("SI-2")],
            Check = (database, report) =>
            {
                if (database["autoMinorVersionUpgrade"].Flag == false) report.Violation($"{database} stays at its minor version until somebody changes it.");
            },
        },
        new ResourceRule
        {
            Name = "database-logs-exported",
            Demand = "A database writes its logs to CloudWatch.",
            Because = "On the instance they are kept for days and go with it, and no alarm sees failed sign-ins or slow queries.",
            Mend = "Set enabledCloudwatchLogsExports (Neptune: enableCloudwatchLogsExports) to the engine's logs, such as postgresql, audit or error.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.NeptuneCluster],
            Controls = [Frameworks.Fsbp("RDS.9"), Frameworks.Fsbp("RDS.37"), Frameworks.Pci("10.2.1"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.15"), Frameworks.Hipaa("164.312(b)"), Frameworks.Nist("AU-2")],
            Check = (database, report) =>
            {
                if (database[database.Type == Kinds.NeptuneCluster ? "enableCloudwatchLogsExports" : "enabledCloudwatchLogsExports"].Items.Count == 0) report.Violation($"{database} exports no logs.");
            },
        },
        new ResourceRule
        {
            Name = "database-snapshots-tagged",
            Demand = "Snapshots of a database carry its tags.",
            Because = "Nobody knows whose they are: they are neither cleaned up nor found when they are needed.",
            Mend = "Set copyTagsToSnapshot to true.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.NeptuneCluster],
            Controls = [Frameworks.Fsbp("RDS.16"), Frameworks.Fsbp("RDS.17"), Frameworks.Soc2("CC7.5"), Frameworks.Nist("CM-8")],
            Check = (database, report) =>
            {
                if (database["copyTagsToSnapshot"].Flag != true) report.Violation($"{database} makes snapshots without tags.");
            },
        },
        new ResourceRule
        {
            Name = "database-watched-closely",
            Demand = "A database instance reports what its operating system does.",
            Because = "When it is slow, the averages of the hypervisor don't show which process took memory, disk or the processor.",
            Mend = "Set monitoringInterval to 60 or less, with a monitoringRoleArn.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.RdsInstance, Kinds.RdsClusterInstance],
            Controls = [Frameworks.Fsbp("RDS.6"), Frameworks.Nist("CA-7")],
            Check = (database, report) =>
            {
                if ((database["monitoringInterval"].Number ?? 0) == 0) report.Violation($"{database} has no enhanced monitoring.");
            },
        },
        new ResourceRule
        {
            Name = "database-storage-grows",
            Demand = "The disk of a database instance grows before it is full.",
            Because = "A full disk stops writes and then the engine, mostly at night, and growing it by hand takes as long as it takes to wake somebody.",
            Mend = "Set maxAllocatedStorage well above allocatedStorage.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.RdsInstance],
            Controls = [Frameworks.Soc2("A1.1"), Frameworks.Nist("CP-2")],
            Check = (database, report) =>
            {
                var (size, most) = (database["allocatedStorage"].Number, database["maxAllocatedStorage"].Number ?? 0);
                if (size is not null && most <= size) report.Violation($"{database} has {size} GiB and can't grow.");
            },
        },
    ];
}
