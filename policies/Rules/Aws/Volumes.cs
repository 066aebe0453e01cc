using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Disks and file systems, and what is copied from them.</summary>
internal static class Volumes
{
    static readonly string[] shared = ["aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot", "aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "volume-encrypted",
            Demand = "Every disk is encrypted.",
            Because = "Its snapshots can be shared and its blocks outlive the instance; whoever gets one reads files, keys and swapped memory.",
            Mend = "Set encrypted to true on the volume, on rootBlockDevice and ebsBlockDevices, or on ebs of each of blockDeviceMappings.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:ebs/volume:Volume", Kinds.Instance, Tokens.LaunchTemplate, Kinds.LaunchConfiguration, "aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/amiCopy:AmiCopy"],
            Controls = [Frameworks.CisAws("2.2.1"), Frameworks.Fsbp("EC2.3"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (resource, report) => report.Each(Disks(resource), disk =>
            {
                if (disk["encrypted"].Flag != true) report.Violation($"{resource} has a disk ({(disk.Path.Length == 0 ? "itself" : disk.Path)}) that is not encrypted.");
            }),
        },
        new ResourceRule
        {
            Name = "volumes-encrypted-by-default",
            Demand = "The region encrypts every new disk, whoever makes it.",
            Because = "A disk that is made by hand or by another tool during an incident is not seen by these rules.",
            Mend = "Set enabled to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
            Controls = [Frameworks.Fsbp("EC2.7"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (setting, report) =>
            {
                if (setting["enabled"].Flag == false) report.Violation($"{setting} switches encryption by default off.");
            },
            Remedy = (setting, _) => setting["enabled"].Flag == false ? Change.To(setting).Set("enabled", true) : null,
        },
        new ResourceRule
        {
            Name = "snapshot-not-for-all",
            Demand = "No snapshot, machine image or document is shared with all AWS accounts.",
            Because = "Public snapshots are copied by bots as soon as they appear, and taking the permission back does not take the copies back.",
            Mend = "Name the account ids that need it, or share with your organization's ARN.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [.. shared, "aws:ec2/amiLaunchPermission:AmiLaunchPermission", "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", "aws:ssm/document:Document"],
            Controls = [Frameworks.Fsbp("RDS.1"), Frameworks.Fsbp("EC2.1"), Frameworks.Fsbp("SSM.4"), Frameworks.Pci("1.4.4"), Frameworks.Iso("A.8.3"), Frameworks.Hipaa("164.312(a)(1)"), Frameworks.Nist("AC-3")],
            Check = (resource, report) => report.Each(resource["sharedAccounts"].Items.Concat([resource["group"], resource["accountId"], resource["permissions"]["accountIds"], resource["permissions"]["account_ids"]]), account =>
            {
                if (account.Text?.Split(',').Any(id => string.Equals(id.Trim(), "all", StringComparison.OrdinalIgnoreCase)) == true) report.Violation($"{resource} is shared with everyone ({account.Path}).");
            }),
        },
        new ResourceRule
        {
            Name = "snapshots-kept-private",
            Demand = "The region refuses to make a snapshot public.",
            Because = "Without it one click in the console publishes a disk.",
            Mend = "Set state to block-all-sharing.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"],
            Controls = [Frameworks.Fsbp("EC2.182"), Frameworks.Iso("A.8.3")],
            Check = (setting, report) =>
            {
                if (setting["state"].Text is { } state and not "block-all-sharing") report.Violation($"{setting} has the state '{state}'.");
            },
        },
        new ResourceRule
        {
            Name = "file-system-encrypted",
            Demand = "Every file system is encrypted.",
            Because = "It can't be turned on later: all files have to be moved to a new one while services use them.",
            Mend = "Set encrypted to true, with kmsKeyId for a key of your own.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.FileSystem],
            Controls = [Frameworks.CisAws("2.4.1"), Frameworks.Fsbp("EFS.1"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (system, report) =>
            {
                if (system["encrypted"].Flag != true) report.Violation($"{system} is not encrypted.");
            },
        },
        new StackRule
        {
            Name = "file-system-backed-up",
            Demand = "A file system is backed up.",
            Because = "It keeps no versions: a faulty job or ransomware on one client takes the files of all.",
            Mend = "Declare a BackupPolicy for it with backupPolicy.status ENABLED, or name it in a backup selection.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.FileSystem],
            Controls = [Frameworks.Fsbp("EFS.2"), Frameworks.Pci("10.3.3"), Frameworks.Soc2("A1.2"), Frameworks.Hipaa("164.308(a)(7)(ii)(A)"), Frameworks.Nist("CP-9")],
            Check = Reading.Each([Kinds.FileSystem], (system, stack, report) =>
            {
                if (!stack.HasCompanion(system, "fileSystemId", ["aws:efs/backupPolicy:BackupPolicy"], policy => policy["backupPolicy"]["status"].Text == "ENABLED")
                    && !stack.HasCompanion(system, "resources", ["aws:backup/selection:Selection"]))
                    report.Violation($"Nothing in this stack backs {system} up.");
            }),
        },
        new ResourceRule
        {
            Name = "access-point-limits-its-users",
            Demand = "An access point of a file system sets the user and a folder.",
            Because = "Otherwise a client that says it is root is root, in everybody's folders.",
            Mend = "Set posixUser, and rootDirectory.path to a folder other than /.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:efs/accessPoint:AccessPoint"],
            Controls = [Frameworks.Fsbp("EFS.3"), Frameworks.Fsbp("EFS.4"), Frameworks.Pci("7.2.2"), Frameworks.Nist("AC-6")],
            Check = (point, report) =>
            {
                if (point["posixUser"].IsMissing) report.Violation($"{point} takes the user that a client claims to be.");
                if (point["rootDirectory"]["path"].Text is null or "" or "/") report.Violation($"{point} opens the whole file system.");
            },
        },
    ];

    static IEnumerable<Property> Disks(Resource resource) => resource.Type switch
    {
        // A disk is as encrypted as the image says where the template says nothing about it at all.
        Tokens.LaunchTemplate => resource["blockDeviceMappings"].Items.Select(mapping => mapping["ebs"]).Where(ebs => !ebs.IsMissing),
        Kinds.Instance when resource["rootBlockDevice"].IsMissing && !resource["launchTemplate"].IsMissing => resource["ebsBlockDevices"].Items,
        Kinds.Instance => [resource["rootBlockDevice"], .. resource["ebsBlockDevices"].Items],
        Kinds.LaunchConfiguration => [resource["rootBlockDevice"], .. resource["ebsBlockDevices"].Items.Where(disk => disk["noDevice"].Flag != true)],
        _ => [resource.Properties],
    };
}
