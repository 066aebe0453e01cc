using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>CloudFront, API Gateway and firewalls.</summary>
internal static class Fronts
{
    static readonly ListSetting<string> open = new("open", "Keys of routes that anyone may call, such as `GET /health`.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "cdn-over-https",
            Demand = "A distribution answers viewers over HTTPS alone, and asks its origins so.",
            Because = "The padlock of the one half says nothing of the other: cookies pass readable where HTTP is still taken.",
            Mend = "Set viewerProtocolPolicy to redirect-to-https or https-only in every behaviour, and originProtocolPolicy to https-only.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Distribution],
            Controls = [Frameworks.Fsbp("CloudFront.3"), Frameworks.Fsbp("CloudFront.9"), Frameworks.Pci("4.2.1"), Frameworks.Hipaa("164.312(e)(1)"), Frameworks.Nist("SC-8")],
            Check = (distribution, report) =>
            {
                report.Each(distribution["orderedCacheBehaviors"].Items.Prepend(distribution["defaultCacheBehavior"]), behavior =>
                {
                    if (behavior["viewerProtocolPolicy"].Text == "allow-all") report.Violation($"{behavior.Path} of {distribution} takes HTTP from viewers.");
                });
                report.Each(distribution["origins"].Items, origin =>
                {
                    if (origin["customOriginConfig"]["originProtocolPolicy"].Text is { } policy and not "https-only") report.Violation($"{origin.Path} of {distribution} is asked by '{policy}'.");
                });
            },
        },
        new ResourceRule
        {
            Name = "cdn-modern-tls",
            Demand = "A distribution speaks TLS 1.2 or later with viewers and origins.",
            Because = "What older versions encrypt can be opened by whoever records it today.",
            Mend = "Set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021, and leave TLSv1.2 alone in originSslProtocols.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Distribution],
            Controls = [Frameworks.Fsbp("CloudFront.10"), Frameworks.Pci("4.2.1"), Frameworks.Nist("SC-8")],
            Check = (distribution, report) =>
            {
                report.Try(() =>
                {
                    var certificate = distribution["viewerCertificate"];
                    if (certificate["cloudfrontDefaultCertificate"].Flag == true)
                        report.Violation($"{distribution} has CloudFront's own certificate, which begins at TLS 1.0.", "Set acmCertificateArn and minimumProtocolVersion TLSv1.2_2021.");
                    else if (certificate["minimumProtocolVersion"].Text is not { } version || !(version.StartsWith("TLSv1.2", StringComparison.Ordinal) || version.StartsWith("TLSv1.3", StringComparison.Ordinal)))
                        report.Violation($"{distribution} takes {certificate["minimumProtocolVersion"].Text ?? "TLSv1"} from viewers.");
                });
                report.Each(distribution["origins"].Items, origin =>
                {
                    if (origin["customOriginConfig"]["originSslProtocols"].Texts().FirstOrDefault(version => version != "TLSv1.2") is { } old) report.Violation($"{origin.Path} of {distribution} may be asked over {old}.");
                });
            },
        },
        new ResourceRule
        {
            Name = "cdn-bucket-only-through-it",
            Demand = "A distribution reads a bucket with an origin access control.",
            Because = "Otherwise the bucket must be open to the world, and everyone can go around the distribution, its firewall and its logs.",
            Mend = "Set originAccessControlId at the origin, and let the distribution's ARN in by the bucket's policy.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Distribution],
            Controls = [Frameworks.Fsbp("CloudFront.13"), Frameworks.Pci("10.3.4"), Frameworks.Nist("AC-3")],
            Check = (distribution, report) => report.Each(distribution["origins"].Items, origin =>
            {
                if (!origin["customOriginConfig"].IsMissing || !origin["vpcOriginConfig"].IsMissing || origin["originAccessControlId"].IsSet()) return;
                if (!origin["s3OriginConfig"]["originAccessIdentity"].IsSet() && origin["domainName"].Text?.Contains(".s3", StringComparison.Ordinal) == true)
                    report.Violation($"{origin.Path} of {distribution} reads {origin["domainName"].Text} as anybody would.");
            }),
        },
        new ResourceRule
        {
            Name = "cdn-behind-firewall",
            Demand = "A distribution has a web ACL.",
            Because = "A flood of requests that miss the cache reaches the origin at full strength.",
            Mend = "Set webAclId to the ARN of a web ACL of the scope CLOUDFRONT.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Distribution],
            Controls = [Frameworks.Fsbp("CloudFront.6"), Frameworks.Pci("6.4.2"), Frameworks.Nist("SC-7")],
            Check = (distribution, report) =>
            {
                if (distribution["webAclId"].Text is null or "") report.Violation($"{distribution} has no web ACL.");
            },
        },
        new ResourceRule
        {
            Name = "cdn-has-a-first-page",
            Demand = "A distribution says which object its root is.",
            Because = "A request for / asks the origin for a listing, and some answer with one.",
            Mend = "Set defaultRootObject, such as index.html.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Distribution],
            Controls = [Frameworks.Fsbp("CloudFront.1")],
            Check = (distribution, report) =>
            {
                if (distribution["defaultRootObject"].Text is null or "") report.Violation($"{distribution} has no default root object.");
            },
        },
        new ResourceRule
        {
            Name = "api-logged",
            Demand = "Distributions and stages of APIs write down each request.",
            Because = "Who called what, and what was answered, can't be told afterwards: not to a customer, not to an investigator.",
            Mend = "Set accessLogSettings with a destinationArn and a format (CloudFront: loggingConfig with a bucket).",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.RestStage, Kinds.HttpStage, Kinds.Distribution],
            Controls = [Frameworks.Fsbp("APIGateway.9"), Frameworks.Fsbp("CloudFront.5"), Frameworks.Pci("10.2.1"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.15"), Frameworks.Nist("AU-2")],
            Check = (front, report) =>
            {
                if ((front.Type == Kinds.Distribution ? front["loggingConfig"]["bucket"] : front["accessLogSettings"]["destinationArn"]).Text is null or "") report.Violation($"{front} logs no requests.");
            },
        },
        new ResourceRule
        {
            Name = "api-authorized",
            Demand = "Every route of an API asks who calls.",
            Because = "A route without authorization is found by the first scan, and what it does is done for everyone.",
            Mend = "Set authorizationType (REST: authorization) to AWS_IAM, JWT or CUSTOM with an authorizerId; a route that is meant to be open goes into the setting `open`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:apigatewayv2/route:Route", "aws:apigateway/method:Method"],
            Controls = [Frameworks.Fsbp("APIGateway.8"), Frameworks.Pci("7.2.1"), Frameworks.Iso("A.8.3"), Frameworks.Nist("AC-3")],
            Settings = [open],
            Check = (route, report) =>
            {
                // What a browser asks first, and what an open socket says after it was let in, carries no credentials.
                var key = route["routeKey"].Text ?? route["httpMethod"].Text ?? "";
                if (key.StartsWith("OPTIONS", StringComparison.Ordinal) || (key.StartsWith('$') && key is not ("$default" or "$connect")) || open.In(report.Settings).Contains(key)) return;
                if ((route["authorizationType"].Text ?? route["authorization"].Text ?? "NONE") == "NONE" && route["apiKeyRequired"].Flag != true) report.Violation($"{route} ({key}) answers whoever calls.");
            },
        },
        new ResourceRule
        {
            Name = "api-modern-tls",
            Demand = "The domain of an API speaks TLS 1.2 or later.",
            Because = "Partners with old libraries would go on with TLS 1.0 and never know that their calls can be read.",
            Mend = "Set securityPolicy to TLS_1_2 or a later one.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:apigateway/domainName:DomainName", "aws:apigatewayv2/domainName:DomainName"],
            Controls = [Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Check = (domain, report) =>
            {
                if ((domain["securityPolicy"].Text ?? domain["domainNameConfiguration"]["securityPolicy"].Text) is "TLS_1_0") report.Violation($"{domain} takes TLS 1.0.");
            },
        },
        new ResourceRule
        {
            Name = "firewall-has-rules",
            Demand = "A web ACL blocks something and counts what it does.",
            Because = "An ACL without rules that lets everything through looks like protection in every list and is none.",
            Mend = "Add rules, such as AWSManagedRulesCommonRuleSet and a rate limit, and set visibilityConfig.cloudwatchMetricsEnabled to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:wafv2/webAcl:WebAcl"],
            Controls = [Frameworks.Fsbp("WAF.10"), Frameworks.Fsbp("WAF.12"), Frameworks.Pci("6.4.1"), Frameworks.Nist("SC-7")],
            Check = (acl, report) =>
            {
                report.Try(() =>
                {
                    if (acl["rules"].Items.Count == 0 && !acl["ruleJson"].IsSet() && acl["defaultAction"]["block"].IsMissing) report.Violation($"{acl} has no rules and lets everything through.");
                });
                report.Try(() =>
                {
                    if (acl["visibilityConfig"]["cloudwatchMetricsEnabled"].Flag == false) report.Violation($"{acl} counts nothing.");
                });
            },
        },
    ];
}
