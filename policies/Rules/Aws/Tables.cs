using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Tables, and what is encrypted by a key of one's own or by none.</summary>
internal static class Tables
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "table-restorable",
            Demand = "A table can be brought back as it was at any second of the last weeks.",
            Because = "A release that writes wrong items can be returned, the items can't.",
            Mend = "Set pointInTimeRecovery.enabled to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Table],
            Controls = [Frameworks.Fsbp("DynamoDB.2"), Frameworks.Pci("10.3.3"), Frameworks.Soc2("A1.2"), Frameworks.Hipaa("164.308(a)(7)(ii)(A)"), Frameworks.Nist("CP-9")],
            Check = (table, report) =>
            {
                if (table["pointInTimeRecovery"]["enabled"].Flag != true) report.Violation($"{table} has no point-in-time recovery.");
            },
            Remedy = (table, _) => table["pointInTimeRecovery"]["enabled"].Flag == true ? null : Change.To(table).Set("pointInTimeRecovery.enabled", true),
        },
        new StackRule
        {
            Name = "table-capacity-follows-load",
            Demand = "A table's capacity follows its load.",
            Because = "Requests above the provisioned capacity are refused: the day with the most users is the day of the most errors.",
            Mend = "Set billingMode to PAY_PER_REQUEST, or declare appautoscaling targets for its read and write capacity.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Table],
            Controls = [Frameworks.Fsbp("DynamoDB.1"), Frameworks.Soc2("A1.1"), Frameworks.Nist("CP-2")],
            Check = Reading.Each([Kinds.Table], (table, stack, report) =>
            {
                if (table["billingMode"].Text is { } mode and not "PROVISIONED") return;
                var targets = stack.OfType("aws:appautoscaling/target:Target");
                if (!targets.Any(target => stack.Behind(target, "resourceId", Kinds.Table).Contains(table) || target["resourceId"].Text == $"table/{table["name"].Text}"))
                    report.Violation($"{table} has a fixed capacity.");
            }),
        },
        new ResourceRule
        {
            Name = "data-under-own-key",
            Demand = "Tables, log groups, secrets, repositories, file systems, vaults and streams are encrypted with a KMS key of your own.",
            Because = "AWS's keys can neither be withdrawn nor limited to a role, and nobody sees who decrypts.",
            Mend = "Set kmsKeyId, kmsKeyArn or encryptionConfigurations to the key's ARN (DynamoDB: serverSideEncryption with kmsKeyArn).",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Table, Tokens.LogGroup, Kinds.Secret, Kinds.Repository, Kinds.FileSystem, Kinds.Vault, Kinds.RdsInstance, Kinds.RdsCluster, "aws:ebs/volume:Volume"],
            Controls = [Frameworks.Pci("3.5.1"), Frameworks.Soc2("PI1.5"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-12")],
            Check = (resource, report) =>
            {
                if (!OwnKey(resource)) report.Violation($"{resource} names no key of its own.");
            },
        },
        new ResourceRule
        {
            Name = "accelerator-encrypted",
            Demand = "A cache before a table encrypts what it holds and what it sends.",
            Because = "It has the most read items of the table in memory and on disk, and the table's own encryption does not reach there.",
            Mend = "Set serverSideEncryption.enabled to true and clusterEndpointEncryptionType to TLS.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Dax],
            Controls = [Frameworks.Fsbp("DynamoDB.3"), Frameworks.Fsbp("DynamoDB.7"), Frameworks.Pci("3.5.1"), Frameworks.Nist("SC-28")],
            Check = (cluster, report) =>
            {
                report.Try(() =>
                {
                    if (cluster["serverSideEncryption"]["enabled"].Flag != true) report.Violation($"{cluster} keeps its items unencrypted.");
                });
                report.Try(() =>
                {
                    if (cluster["clusterEndpointEncryptionType"].Text != "TLS") report.Violation($"{cluster} speaks without TLS.");
                });
            },
        },
    ];

    static bool OwnKey(Resource resource) => resource.Type switch
    {
        Kinds.Table => resource["serverSideEncryption"]["enabled"].Flag == true && resource["serverSideEncryption"]["kmsKeyArn"].IsSet(),
        Kinds.Repository => resource["encryptionConfigurations"].Items.Any(encryption => encryption["encryptionType"].Text is "KMS" or "KMS_DSSE" && encryption["kmsKey"].IsSet()),
        Kinds.Vault => resource["kmsKeyArn"].Text is { Length: > 0 },
        _ => resource["kmsKeyId"].Text is { Length: > 0 },
    };
}
