using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class RequiredTags
{
    static readonly ListSetting<string> required = new("tags", "The tags that every resource carries, its own or by default.", ["stage", "owner"]);

    // Advisory: a missing tag harms no user, and must not be what holds up a release that mends something.
    public static readonly ResourceRule Rule = new()
    {
        Name = "required-tags",
        Demand = "Every resource that can carry tags says at least whose it is and in which stage.",
        Because = "In the bill, and at three in the morning, nobody would know whom to ask about it.",
        Mend = "Add the tag to the resource, or to the default tags of its provider.",
        Level = Level.Advisory,
        Severity = Severity.Low,
        Controls = [Frameworks.Nist("CM-8"), Frameworks.Iso("A.5.9"), Frameworks.Pci("12.5.1")],
        Types =
        [
            .. Tokens.LoadBalancers, .. Tokens.TargetGroups, .. Tokens.Listeners, .. Tokens.ListenerRules,
            Tokens.TaskDefinition, Tokens.EcsService, Tokens.LogGroup, Tokens.SecurityGroup, Tokens.IngressRule,
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/internetGateway:InternetGateway",
            "aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip", "aws:ec2/routeTable:RouteTable", "aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ecs/cluster:Cluster",
            "aws:iam/role:Role", "aws:iam/policy:Policy", "aws:appautoscaling/target:Target", "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:ecr/repository:Repository",
            "aws:kms/key:Key", "aws:s3/bucket:Bucket", "aws:secretsmanager/secret:Secret", "aws:ssm/parameter:Parameter",
        ],
        Settings = [required],
        Check = Check,
    };

    static void Check(Resource resource, Report report)
    {
        // A provider's configuration holds its objects as JSON text.
        var defaults = resource.Provider["defaultTags"].Json()["tags"];
        Property[] sources = [resource["tags"], resource["tagsAll"], defaults];
        report.Each(required.In(report.Settings), tag =>
        {
            if (!sources.Any(source => Carries(source, tag)))
                report.Violation($"{resource} has no tag '{tag}'{(defaults.IsMissing ? ", and its provider has no default tags" : "")}.");
        });
    }

    static bool Carries(Property tags, string tag) => tags.Entries.Any(entry => entry.Name == tag && (entry.Value.IsUnknown || entry.Value.Text is { Length: > 0 }));
}
