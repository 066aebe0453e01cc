using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Whom resources themselves let in.</summary>
internal static class ResourcePolicies
{
    const string DefaultPolicy = "policy";

    static readonly string[] bucketPolicies = ["aws:s3/bucketPolicy:BucketPolicy"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "resource-policy-not-for-anyone",
            Demand = "No policy of a bucket, queue, topic, key, secret, repository or other resource lets everyone in.",
            Because = "What it holds could be read or filled by people who have nothing to do with you, and scanners find such resources within hours.",
            Mend = "Name in Principal who needs it, or narrow the statement with aws:PrincipalOrgID, aws:SourceArn, aws:SourceAccount or aws:SourceVpce in Condition.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types =
            [
                .. bucketPolicies, .. Kinds.Buckets, "aws:s3/accessPoint:AccessPoint", "aws:s3control/accessPointPolicy:AccessPointPolicy",
                "aws:sqs/queuePolicy:QueuePolicy", Kinds.Queue, "aws:sns/topicPolicy:TopicPolicy", Kinds.Topic, Kinds.Key, "aws:kms/keyPolicy:KeyPolicy", "aws:kms/externalKey:ExternalKey",
                "aws:kms/replicaKey:ReplicaKey", Kinds.Secret, "aws:secretsmanager/secretPolicy:SecretPolicy", "aws:ecr/repositoryPolicy:RepositoryPolicy", "aws:ecr/registryPolicy:RegistryPolicy",
                "aws:efs/fileSystemPolicy:FileSystemPolicy", "aws:backup/vaultPolicy:VaultPolicy", "aws:cloudwatch/eventBusPolicy:EventBusPolicy", .. Kinds.SearchDomains,
                "aws:opensearch/domainPolicy:DomainPolicy", "aws:elasticsearch/domainPolicy:DomainPolicy", "aws:glacier/vault:Vault", "aws:codeartifact/domainPermissionsPolicy:DomainPermissionsPolicy",
            ],
            Controls = [Frameworks.Fsbp("S3.2"), Frameworks.Fsbp("KMS.5"), Frameworks.Pci("1.3.1"), Frameworks.Soc2("CC6.1"), Frameworks.Iso("A.8.3"), Frameworks.Hipaa("164.312(a)(1)"), Frameworks.Nist("AC-3")],
            Check = (resource, report) => report.Each(Documents(resource), document => report.Each(Statement.Of(document), statement =>
            {
                if (statement.Allows && statement.ForAnyone && !statement.IsNarrowed)
                    report.Violation($"In {document.Path} of {resource}, {statement} lets anyone in{Doing(statement)}.");
            })),
        },
        new ResourceRule
        {
            Name = "bucket-only-over-tls",
            Demand = "A bucket's policy refuses requests without TLS.",
            Because = "S3 answers plain HTTP too: a client that was configured wrongly sends objects and their names readable over every network between.",
            Mend = "Add a statement with Effect Deny, Principal \"*\", Action s3:*, the bucket and its objects, and the condition Bool aws:SecureTransport false.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. bucketPolicies],
            Controls = [Frameworks.CisAws("2.1.1"), Frameworks.Fsbp("S3.5"), Frameworks.Pci("4.2.1"), Frameworks.Hipaa("164.312(e)(1)"), Frameworks.Nist("SC-8")],
            Check = (policy, report) =>
            {
                if (!Statement.Of(policy[DefaultPolicy]).Any(RefusesPlain)) report.Violation($"{policy} lets requests without TLS through.");
            },
        },
        new ResourceRule
        {
            Name = "function-not-for-anyone",
            Demand = "A function can be called by named callers only.",
            Because = "Anyone with an AWS account, or any customer's resource of that service, could run it with its role and at your cost.",
            Mend = "Set principal to the account or service, and with a service sourceArn or sourceAccount, or set principalOrgId.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = ["aws:lambda/permission:Permission"],
            Controls = [Frameworks.Fsbp("Lambda.1"), Frameworks.Pci("1.4.2"), Frameworks.Iso("A.8.3"), Frameworks.Hipaa("164.312(a)(1)"), Frameworks.Nist("AC-3")],
            Check = (permission, report) =>
            {
                if (permission["principal"].Text is not { } principal || permission["principalOrgId"].IsSet() || permission["sourceAccount"].IsSet() || permission["sourceArn"].IsSet()) return;
                if (principal == "*")
                    report.Violation($"{permission} lets anyone call the function.");
                else if (principal is "s3.amazonaws.com" or "sns.amazonaws.com" or "events.amazonaws.com" or "apigateway.amazonaws.com" or "iot.amazonaws.com")
                    report.Violation($"{permission} lets {principal} call the function on behalf of every account.");
            },
        },
        new ResourceRule
        {
            Name = "function-url-authorized",
            Demand = "A function's URL asks who calls.",
            Because = "The address is on the Internet, and whoever finds it runs the function as often as it likes.",
            Mend = "Set authorizationType to AWS_IAM, or put the function behind API Gateway or CloudFront with an authorizer.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:lambda/functionUrl:FunctionUrl"],
            Controls = [Frameworks.Iso("A.8.3"), Frameworks.Hipaa("164.312(a)(1)"), Frameworks.Nist("AC-3")],
            Check = (url, report) =>
            {
                if (url["authorizationType"].Text is not "AWS_IAM") report.Violation($"{url} has the authorization '{url["authorizationType"].Text ?? "NONE"}'.");
            },
        },
    ];

    static IEnumerable<Property> Documents(Resource resource) => [resource[DefaultPolicy], resource["accessPolicies"], resource["accessPolicy"], resource["policyDocument"]];

    static string Doing(Statement statement) => statement.Actions.FirstOrDefault() is { } action ? $", to {action}" : "";

    static bool RefusesPlain(Statement statement) => statement.Body["Effect"].Text == "Deny" && statement.Conditions(key => string.Equals(key, "aws:SecureTransport", StringComparison.OrdinalIgnoreCase)).Any(values => values.Contains("false"));
}
