using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Keys and secrets.</summary>
internal static class Secrets
{
    static readonly ValueSetting<double> wait = new("days", "For how many days at least a deleted key can be brought back, from 7 to 30.", 14);
    static readonly ListSetting<string> plain = new("allow", "Names of parameters that look like secrets and are none.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "key-rotates",
            Demand = "KMS makes new material for a key each year.",
            Because = "The older the material, the more there is that one leak of it would open.",
            Mend = "Set enableKeyRotation to true; ciphertexts stay readable and nothing has to be encrypted anew.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Key],
            Controls = [Frameworks.CisAws("3.6"), Frameworks.Fsbp("KMS.4"), Frameworks.Pci("3.7.4"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-12")],
            Check = (key, report) =>
            {
                if (CanRotate(key) && key["enableKeyRotation"].Flag != true) report.Violation($"{key} keeps its material for ever.");
            },
            Remedy = (key, _) => CanRotate(key) && key["enableKeyRotation"].Flag != true ? Change.To(key).Set("enableKeyRotation", true) : null,
        },
        new ResourceRule
        {
            Name = "key-deletion-waits",
            Demand = "A key that is deleted can be brought back for two weeks.",
            Because = "With the key goes everything encrypted under it, backups too, and a job that runs monthly notices late.",
            Mend = "Set deletionWindowInDays to 14 or more, or leave it out for 30.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Key, "aws:kms/externalKey:ExternalKey", "aws:kms/replicaKey:ReplicaKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"],
            Controls = [Frameworks.Fsbp("KMS.3"), Frameworks.Pci("3.7.6"), Frameworks.Iso("A.8.24")],
            Settings = [wait, Stages.Throwaway],
            Check = (key, report) =>
            {
                if (key["deletionWindowInDays"].Number is { } days && days < wait.In(report.Settings) && !key.IsThrowaway(report)) report.Violation($"{key} is gone {days} days after it is deleted.");
            },
        },
        new ResourceRule
        {
            Name = "secret-recoverable",
            Demand = "Outside of throwaway stages, a secret that is deleted can be brought back.",
            Because = "A deleted password of a database that still runs leaves no way in.",
            Mend = "Set recoveryWindowInDays to 7 or more, or leave it out for 30.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Secret],
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Iso("A.8.13")],
            Settings = [Stages.Throwaway],
            Check = (secret, report) =>
            {
                if (secret["recoveryWindowInDays"].Number is { } days && days < 7 && !secret.IsThrowaway(report)) report.Violation($"{secret} is gone {(days == 0 ? "at once" : $"after {days} days")} when it is deleted.");
            },
        },
        new StackRule
        {
            Name = "secret-rotates",
            Demand = "A secret is changed by a schedule.",
            Because = "Nobody changes it by hand until it has leaked, and then nobody knows which services will break.",
            Mend = "Declare a SecretRotation for it, or let the service that uses it manage it.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Secret],
            Controls = [Frameworks.Fsbp("SecretsManager.1"), Frameworks.Pci("8.3.9"), Frameworks.Pci("8.6.3"), Frameworks.Hipaa("164.308(a)(4)(ii)(C)"), Frameworks.Nist("IA-5")],
            Check = Reading.Each([Kinds.Secret], (secret, stack, report) =>
            {
                if (!stack.HasCompanion(secret, "secretId", ["aws:secretsmanager/secretRotation:SecretRotation"])) report.Violation($"{secret} has no rotation in this stack.");
            }),
        },
        new ResourceRule
        {
            Name = "secret-value-marked",
            Demand = "What goes into a secret or a parameter for secrets is marked as a secret.",
            Because = "The stack's state and previews would show in the clear what the service then keeps so carefully.",
            Mend = "Take the value from a secret of the configuration or of another resource, or pass it write-only (secretStringWo, valueWo).",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = ["aws:secretsmanager/secretVersion:SecretVersion", Kinds.Parameter],
            Controls = [Frameworks.Pci("8.6.2"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Check = (resource, report) =>
            {
                if (resource.Type == Kinds.Parameter && resource["type"].Text != "SecureString") return;
                report.Each([resource["secretString"], resource["secretBinary"], resource["value"], resource["insecureValue"]], value =>
                {
                    if (!value.HoldsSecret && value.Text is { Length: > 0 }) report.Violation($"{value.Path} of {resource} is plain text.");
                });
            },
        },
        new ResourceRule
        {
            Name = "parameter-secure",
            Demand = "A parameter that holds a secret is encrypted.",
            Because = "Everyone who may read configuration could read it, in the console too, and its history keeps every earlier value.",
            Mend = "Set type to SecureString; if it is no secret, put its name into the setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Parameter],
            Controls = [Frameworks.Pci("8.3.2"), Frameworks.Iso("A.8.24"), Frameworks.Nist("IA-5")],
            Settings = [plain],
            Check = (parameter, report) =>
            {
                if (parameter["type"].Text == "SecureString") return;
                var name = parameter["name"].IsUnknown ? parameter.Name : parameter["name"].Text ?? parameter.Name;
                if (plain.In(report.Settings).Contains(name)) return;
                report.Each([parameter["value"], parameter["insecureValue"]], value =>
                {
                    if (value.Text is { } text && SecretSigns.Find(name, text) is { } why) report.Violation($"{parameter} {why}, and is stored as {parameter["type"].Text ?? "String"}.");
                });
            },
        },
    ];

    // Only symmetric keys whose material KMS itself made.
    static bool CanRotate(Resource key) =>
        (key["customerMasterKeySpec"].Text ?? "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT" && (key["keyUsage"].Text ?? "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT" && !key["customKeyStoreId"].IsSet() && !key["xksKeyId"].IsSet();
}
