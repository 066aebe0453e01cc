using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>How databases are protected.</summary>
internal static class Databases
{
    static readonly ListSetting<string> admins = new("names", "Names of administrators that everyone tries first.", ["admin", "administrator", "root", "postgres", "sa", "awsuser", "mysql", "oracle"]);

    static readonly ImmutableArray<string> clusters = [Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.NeptuneCluster];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "database-not-public",
            Demand = "No database has an address on the Internet.",
            Because = "One weak password, or one flaw in the engine before its patch, and everything in it belongs to whoever scanned first.",
            Mend = "Set publiclyAccessible to false, and reach it from inside the network or through Session Manager.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types =
            [
                Kinds.RdsInstance, Kinds.RdsClusterInstance, "aws:neptune/clusterInstance:ClusterInstance", Kinds.Redshift, "aws:redshiftserverless/workgroup:Workgroup",
                "aws:dms/replicationInstance:ReplicationInstance", Kinds.Broker,
            ],
            Controls = [Frameworks.CisAws("2.3.3"), Frameworks.Fsbp("RDS.2"), Frameworks.Fsbp("Redshift.1"), Frameworks.Pci("1.4.2"), Frameworks.Soc2("CC6.6"), Frameworks.Hipaa("164.312(a)(1)"), Frameworks.Nist("SC-7")],
            Check = (database, report) =>
            {
                if (database["publiclyAccessible"].Flag == true) report.Violation($"{database} is publicly accessible.");
            },
            Remedy = (database, _) => database["publiclyAccessible"].Flag == true ? Change.To(database).Set("publiclyAccessible", false) : null,
        },
        new ResourceRule
        {
            Name = "database-encrypted",
            Demand = "The storage of every database is encrypted.",
            Because = "Its snapshots and replicas are as readable as it is, and encrypting it later means a new database and a downtime.",
            Mend = "Set storageEncrypted (Redshift: encrypted) to true, with kmsKeyId for a key of your own.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.RdsInstance, .. clusters, Kinds.Redshift],
            Controls = [Frameworks.CisAws("2.3.1"), Frameworks.Fsbp("RDS.3"), Frameworks.Fsbp("RDS.27"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (database, report) =>
            {
                // A replica is encrypted as what it replicates is.
                if (database["replicateSourceDb"].IsSet() || database["replicationSourceIdentifier"].IsSet()) return;
                if (database[database.Type == Kinds.Redshift ? "encrypted" : "storageEncrypted"].Flag != true) report.Violation($"{database} does not encrypt its storage.");
            },
        },
        new ResourceRule
        {
            Name = "database-password-marked",
            Demand = "A password that a program hands to a database or broker is marked as a secret.",
            Because = "It stands in the stack's state, its history and its previews for everybody who may look at them.",
            Mend = "Let the service keep it (manageMasterUserPassword), pass it write-only (passwordWo), or take it from a secret of the configuration.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [Kinds.RdsInstance, .. clusters, Kinds.Redshift, Kinds.ReplicationGroup, Kinds.Broker, "aws:memorydb/user:User", "aws:elasticache/user:User"],
            Controls = [Frameworks.Fsbp("SecretsManager.1"), Frameworks.Pci("8.3.2"), Frameworks.Pci("8.6.2"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Check = (database, report) => report.Each(Passwords(database), password =>
            {
                if (!password.HoldsSecret && password.Texts().Any(text => text.Length > 0)) report.Violation($"{password.Path} of {database} is plain text.");
            }),
        },
        new ResourceRule
        {
            Name = "database-password-managed",
            Demand = "The administrator's password of a database is made and changed by AWS.",
            Because = "A password that somebody chose is changed when somebody leaves or it leaks, which is to say late or never.",
            Mend = "Drop the password and set manageMasterUserPassword (Redshift: manageMasterPassword) to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.Redshift],
            Controls = [Frameworks.Fsbp("SecretsManager.1"), Frameworks.Pci("8.3.9"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Check = (database, report) => report.Each([database["password"], database["masterPassword"]], password =>
            {
                if (!password.IsMissing && password.Text != "") report.Violation($"{database} is given its administrator's password in {password.Path}.");
            }),
        },
        new ResourceRule
        {
            Name = "database-admin-renamed",
            Demand = "The administrator of a database has a name that nobody tries first.",
            Because = "Half of what a guesser needs is known beforehand, and an entry in the log doesn't say which database's administrator it was.",
            Mend = "Set username (masterUsername) to another name; this makes a new database, so choose it at the start.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.DocDbCluster, Kinds.Redshift],
            Controls = [Frameworks.Fsbp("RDS.24"), Frameworks.Fsbp("RDS.25"), Frameworks.Pci("2.2.2"), Frameworks.Nist("IA-5")],
            Settings = [admins],
            Check = (database, report) => report.Each([database["username"], database["masterUsername"]], name =>
            {
                if (name.Text is { } text && admins.In(report.Settings).Contains(text.ToLowerInvariant())) report.Violation($"The administrator of {database} is called '{text}'.");
            }),
        },
        new ResourceRule
        {
            Name = "database-signs-in-by-role",
            Demand = "Programs can sign in to a database with their role instead of a password.",
            Because = "Each program's password is one more secret that is copied, forgotten and never changed.",
            Mend = "Set iamDatabaseAuthenticationEnabled to true and grant the role rds-db:connect.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.RdsInstance, Kinds.RdsCluster, Kinds.NeptuneCluster],
            Controls = [Frameworks.Fsbp("RDS.10"), Frameworks.Fsbp("RDS.12"), Frameworks.Pci("8.3.2"), Frameworks.Nist("IA-2")],
            Check = (database, report) =>
            {
                if (database["engine"].Text is { } engine && !Offers(engine)) report.NotApplicable($"{engine} has no sign-in by role");
                if (database["iamDatabaseAuthenticationEnabled"].Flag != true) report.Violation($"{database} takes passwords alone.");
            },
        },
    ];

    static IEnumerable<Property> Passwords(Resource database) =>
        [database["password"], database["masterPassword"], database["authToken"], database["passwords"], database["authenticationMode"]["passwords"], .. database["users"].Items.Select(user => user["password"])];

    static bool Offers(string engine) => engine is "mysql" or "mariadb" or "postgres" or "neptune" || engine.StartsWith("aurora", StringComparison.Ordinal);
}
