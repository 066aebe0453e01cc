using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>How buckets keep what lies in them.</summary>
internal static class S3Data
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "bucket-encryption-named",
            Demand = "An encryption configuration names an algorithm in every rule.",
            Because = "A rule without one falls back to whatever the service's default is that day, and an auditor can't be shown what was meant.",
            Mend = "Set applyServerSideEncryptionByDefault.sseAlgorithm to aws:kms, aws:kms:dsse or AES256.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Kinds.BucketEncryptions],
            Controls = [Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (encryption, report) =>
            {
                if (encryption["rules"].Items.Count == 0) report.Violation($"{encryption} has no rule.");
                report.Each(encryption["rules"].Items, rule =>
                {
                    var algorithm = rule["applyServerSideEncryptionByDefault"]["sseAlgorithm"].Text;
                    if (algorithm is not ("AES256" or "aws:kms" or "aws:kms:dsse")) report.Violation($"{encryption} names the algorithm '{algorithm}'.");
                });
            },
        },
        new ResourceRule
        {
            Name = "bucket-own-key",
            Demand = "A bucket's objects are encrypted with a KMS key of your own.",
            Because = "With S3's key, whoever may read an object may decrypt it: there is no second lock, no log of each decryption, and no key to withdraw after a theft.",
            Mend = "Set sseAlgorithm to aws:kms and kmsMasterKeyId to the key's ARN, with bucketKeyEnabled to keep it cheap.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [.. Kinds.BucketEncryptions],
            Controls = [Frameworks.Fsbp("S3.17"), Frameworks.Pci("3.5.1"), Frameworks.Soc2("PI1.4"), Frameworks.Iso("A.8.24")],
            Check = (encryption, report) => report.Each(encryption["rules"].Items, rule =>
            {
                var chosen = rule["applyServerSideEncryptionByDefault"];
                if (chosen["sseAlgorithm"].Text?.StartsWith("aws:kms", StringComparison.Ordinal) != true)
                    report.Violation($"{encryption} uses {chosen["sseAlgorithm"].Text ?? "S3's own key"}.");
                else if (!chosen["kmsMasterKeyId"].IsSet())
                    report.Violation($"{encryption} uses KMS with AWS's own key for S3.");
            }),
        },
        new StackRule
        {
            Name = "bucket-versioned",
            Demand = "A bucket keeps earlier versions of its objects.",
            Because = "What a faulty job overwrites or deletes is gone at once, and no backup of it exists.",
            Mend = "Declare a BucketVersioning for it with versioningConfiguration.status Enabled.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Kinds.Buckets],
            Controls = [Frameworks.Fsbp("S3.14"), Frameworks.Pci("10.3.4"), Frameworks.Soc2("A1.2"), Frameworks.Iso("A.8.13"), Frameworks.Hipaa("164.308(a)(7)(ii)(A)"), Frameworks.Nist("CP-9")],
            Check = Reading.Each(Kinds.Buckets, (bucket, stack, report) =>
            {
                if (!IsInline(bucket["versioning"], versioning => versioning["enabled"].Flag == true)
                    && !stack.HasCompanion(bucket, "bucket", Kinds.BucketVersionings, versioning => versioning["versioningConfiguration"]["status"].Text == "Enabled"))
                    report.Violation($"{bucket} keeps no earlier versions.");
            }),
        },
        new StackRule
        {
            Name = "bucket-logged",
            Demand = "Requests to a bucket are logged into another one.",
            Because = "After a leak nobody could say which objects were read, by whom and since when; then all of them count as lost.",
            Mend = "Declare a BucketLogging for it with a targetBucket that only keeps logs.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Kinds.Buckets],
            Controls = [Frameworks.Fsbp("S3.9"), Frameworks.Pci("10.2.1"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.15"), Frameworks.Hipaa("164.312(b)"), Frameworks.Nist("AU-2")],
            Check = Reading.Each(Kinds.Buckets, (bucket, stack, report) =>
            {
                if (IsLogTarget(bucket, stack) || IsInline(bucket["logging"], logging => logging["targetBucket"].IsSet())) return;
                if (!stack.HasCompanion(bucket, "bucket", Kinds.BucketLoggings, logging => logging["targetBucket"].IsSet())) report.Violation($"Nobody logs the requests to {bucket}.");
            }),
        },
        new StackRule
        {
            Name = "bucket-lifecycle",
            Demand = "A bucket says what becomes of old objects.",
            Because = "It grows for ever, costs more each month, and keeps personal data longer than its purpose allows.",
            Mend = "Declare a BucketLifecycleConfiguration for it with an expiration or a transition, and noncurrentVersionExpiration where it is versioned.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [.. Kinds.Buckets],
            Controls = [Frameworks.Fsbp("S3.13"), Frameworks.Pci("3.2.1"), Frameworks.Iso("A.8.10")],
            Check = Reading.Each(Kinds.Buckets, (bucket, stack, report) =>
            {
                if (!bucket["lifecycleRules"].IsUnknown && bucket["lifecycleRules"].Items.Count > 0) return;
                if (!stack.HasCompanion(bucket, "bucket", Kinds.BucketLifecycles)) report.Violation($"{bucket} keeps every object for ever.");
            }),
        },
        new ResourceRule
        {
            Name = "bucket-ends-broken-uploads",
            Demand = "A bucket's lifecycle throws away the parts of uploads that were never finished.",
            Because = "They show up in no listing and are paid for until somebody looks for them.",
            Mend = "Add a rule with abortIncompleteMultipartUpload.daysAfterInitiation, such as 7.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [.. Kinds.BucketLifecycles],
            Controls = [Frameworks.Fsbp("S3.13"), Frameworks.Iso("A.8.10")],
            Check = (lifecycle, report) =>
            {
                if (!lifecycle["rules"].Items.Any(rule => rule["status"].Text == "Enabled" && rule["abortIncompleteMultipartUpload"]["daysAfterInitiation"].Number > 0))
                    report.Violation($"{lifecycle} has no rule for uploads that were never finished.");
            },
        },
        new ResourceRule
        {
            Name = "bucket-not-emptied-on-delete",
            Demand = "Outside of throwaway stages, a bucket or repository with something in it can't be deleted.",
            Because = "A renamed resource or a `destroy` in the wrong stage would take the data with it, without a question and without a way back.",
            Mend = "Set forceDestroy (for ECR: forceDelete) to false, or tag the resource with a stage that is in the setting `throwawayStages`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.Buckets, Kinds.Repository, Kinds.Vault, "aws:s3/directoryBucket:DirectoryBucket"],
            Controls = [Frameworks.Pci("10.3.4"), Frameworks.Soc2("PI1.5"), Frameworks.Iso("A.8.13"), Frameworks.Nist("CP-9")],
            Settings = [Stages.Throwaway],
            Check = (resource, report) => report.Each(["forceDestroy", "forceDelete"], force =>
            {
                if (resource[force].Flag == true && !resource.IsThrowaway(report)) report.Violation($"{resource} sets {force}.");
            }),
        },
    ];

    static bool IsInline(Property property, Func<Property, bool> holds) => !property.IsUnknown && !property.IsMissing && holds(property);

    // Logs about a bucket of logs would write logs.
    static bool IsLogTarget(Resource bucket, Stack stack) => stack.HasCompanion(bucket, "targetBucket", [.. Kinds.BucketLoggings, .. Kinds.Buckets]);
}
