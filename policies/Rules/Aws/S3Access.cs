using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Who reaches buckets.</summary>
internal static class S3Access
{
    static readonly string[] switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
    static readonly string[] blocks = ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"];
    static readonly string[] publicGroups = ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"];

    static readonly ListSetting<string> readers = new("methods", "Methods that pages of any origin may use on a bucket.", ["GET", "HEAD"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "public-access-blocked",
            Demand = "A block of public access blocks in all four ways.",
            Because = "Each switch closes a door of its own: with one left open, an ACL or a policy written next year makes objects public again.",
            Mend = "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. blocks, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "aws:s3/accessPoint:AccessPoint"],
            Controls = [Frameworks.CisAws("2.1.4"), Frameworks.Fsbp("S3.8"), Frameworks.Fsbp("S3.1"), Frameworks.Pci("1.3.1"), Frameworks.Soc2("CC6.1"), Frameworks.Nist("AC-3")],
            Check = Blocks,
            Remedy = (resource, _) => OfAccessPoint(resource) || switches.All(name => resource[name].Flag == true)
                ? null
                : switches.Aggregate(Change.To(resource), (change, name) => change.Set(name, true)),
        },
        new StackRule
        {
            Name = "bucket-has-public-access-block",
            Demand = "Every bucket has a block of public access of its own.",
            Because = "Whether its objects stay private would hang on every ACL and policy that anyone ever writes, and on a switch of the account that another team holds.",
            Mend = "Declare a BucketPublicAccessBlock with the bucket's id.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.Buckets],
            Controls = [Frameworks.CisAws("2.1.4"), Frameworks.Fsbp("S3.8"), Frameworks.Pci("1.4.2"), Frameworks.Nist("AC-3")],
            Check = Reading.Each(Kinds.Buckets, (bucket, stack, report) =>
            {
                if (!stack.HasCompanion(bucket, "bucket", blocks)) report.Violation($"{bucket} has no block of public access in this stack.");
            }),
        },
        new ResourceRule
        {
            Name = "bucket-acl-not-public",
            Demand = "No ACL opens a bucket to the world or to every AWS account.",
            Because = "A listing of public buckets is a search engine's business: what lies there is copied before anyone notices.",
            Mend = "Set acl to private, or drop it and the grants; let others in by policy, web users through CloudFront.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [.. Kinds.BucketAcls, .. Kinds.Buckets, "aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"],
            Controls = [Frameworks.Fsbp("S3.2"), Frameworks.Fsbp("S3.3"), Frameworks.Pci("1.3.1"), Frameworks.Soc2("CC6.1"), Frameworks.Hipaa("164.312(a)(1)"), Frameworks.Nist("AC-3")],
            Check = Acl,
        },
        new ResourceRule
        {
            Name = "bucket-without-acls",
            Demand = "Objects belong to the bucket's owner, and ACLs count for nothing.",
            Because = "An object that another account uploads stays that account's: you could not read, share or delete what lies in your own bucket.",
            Mend = "Set rule.objectOwnership to BucketOwnerEnforced.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
            Controls = [Frameworks.Fsbp("S3.12"), Frameworks.Pci("7.3.1")],
            Check = (controls, report) =>
            {
                var ownership = controls["rule"]["objectOwnership"].Text;
                if (ownership != "BucketOwnerEnforced") report.Violation($"{controls} sets the ownership '{ownership}'.");
            },
        },
        new ResourceRule
        {
            Name = "bucket-cors-names-origins",
            Demand = "Pages of any origin may read from a bucket at most.",
            Because = "A script on a stranger's page could upload or delete with whatever a visitor's browser is allowed to.",
            Mend = "Name the origins of your own pages in allowedOrigins, or leave GET and HEAD alone in allowedMethods.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = ["aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2", .. Kinds.Buckets],
            Controls = [Frameworks.Iso("A.8.3"), Frameworks.Nist("AC-4")],
            Settings = [readers],
            Check = (resource, report) => report.Each(resource["corsRules"].Items, cors =>
            {
                if (!cors["allowedOrigins"].Texts().Contains("*")) return;
                if (cors["allowedMethods"].Texts().FirstOrDefault(method => !readers.In(report.Settings).Contains(method)) is { } method)
                    report.Violation($"{resource} allows {method} from pages of every origin.");
            }),
        },
    ];

    // An access point holds the switches a level lower, and all four are on where it says nothing.
    static bool OfAccessPoint(Resource resource) => resource.Type.EndsWith(":AccessPoint", StringComparison.Ordinal);

    static void Blocks(Resource resource, Report report) => report.Each(switches, name =>
    {
        var flag = OfAccessPoint(resource) ? resource["publicAccessBlockConfiguration"][name].Flag ?? true : resource[name].Flag ?? false;
        if (!flag) report.Violation($"{resource} leaves {name} off.");
    });

    static void Acl(Resource resource, Report report)
    {
        report.Try(() =>
        {
            if (resource["acl"].Text is "public-read" or "public-read-write" or "authenticated-read")
                report.Violation($"{resource} has the ACL '{resource["acl"].Text}'.");
        });
        report.Each(resource["accessControlPolicy"]["grants"].Items.Select(grant => grant["grantee"]["uri"]).Concat(resource["grants"].Items.Select(grant => grant["uri"])), uri =>
        {
            if (publicGroups.Contains(uri.Text)) report.Violation($"{resource} grants something to the group {uri.Text?.Split('/')[^1]}.");
        });
    }
}
