using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>Autoscaling of a side on AWS.</summary>
internal static class Scaling
{
    static readonly ValueSetting<double> share = new("percent", "The part of the size with which a side starts that autoscaling leaves at least.", 50);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new StackRule
        {
            Name = "candidate-keeps-its-size",
            Demand = "Autoscaling does not take a side far below the size with which it starts.",
            Because = "A candidate has no load before it has users: it would shrink to its floor while it is proven, and meet the first big share too small.",
            Mend = "Raise minCapacity (Auto Scaling: minSize) towards the size that the service needs; what it may fall to is this rule's setting `percent`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [Tokens.EcsService, Aws.Kinds.ScalingGroup],
            Settings = [share],
            Check = (stack, report) =>
            {
                var part = share.In(report.Settings) / 100;
                report.Each(stack.OfType(Tokens.EcsService), service => report.Each(Targets(service, stack), target =>
                {
                    if (target["minCapacity"].Number is { } least && least < service["desiredCount"].Number * part)
                        report.About(target).Violation($"{target} leaves {least} of the {service["desiredCount"].Number} tasks of {service}.");
                }));
                report.Each(stack.OfType(Aws.Kinds.ScalingGroup), group =>
                {
                    if (group["minSize"].Number is { } least && least < group["desiredCapacity"].Number * part)
                        report.About(group).Violation($"{group} leaves {least} of its {group["desiredCapacity"].Number} instances.");
                });
            },
        },
        new StackRule
        {
            Name = "scaling-not-fought",
            Demand = "Where autoscaling counts the replicas of a side, updates leave the number alone.",
            Because = "An update in a busy hour would stop the tasks that were added for it.",
            Mend = "Put desiredCount (Auto Scaling: desiredCapacity) into the resource's ignoreChanges, or leave it out.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = [DeliveryTypes.ScalingTarget, DeliveryTypes.ScalingPolicy],
            Check = (stack, report) =>
            {
                report.Each(stack.OfType(Tokens.EcsService), service => Counted(service, "desiredCount", Targets(service, stack).Count > 0, report));
                report.Each(stack.OfType(Aws.Kinds.ScalingGroup), group => Counted(group, "desiredCapacity", Policies(group, stack).Any(), report));
            },
        },
        new ResourceRule
        {
            Name = "scaling-has-room",
            Demand = "Autoscaling may add to a side.",
            Because = "A rush meets a service that stays as large as it was in a quiet hour.",
            Mend = "Set maxCapacity (Auto Scaling: maxSize) above the floor, such as twice.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [DeliveryTypes.ScalingTarget, Aws.Kinds.ScalingGroup],
            Check = (resource, report) =>
            {
                var (least, most) = resource.Type == DeliveryTypes.ScalingTarget ? ("minCapacity", "maxCapacity") : ("minSize", "maxSize");
                if (resource[most].Number <= resource[least].Number) report.Violation($"{resource} has room for {resource[least].Number} to {resource[most].Number} replicas.");
            },
        },
    ];

    static void Counted(Resource resource, string count, bool scaled, Report report)
    {
        if (scaled && !resource[count].IsMissing && !resource.IgnoredChanges.Contains(count)) report.About(resource).Violation($"{resource} sets its {count}, and autoscaling counts too.");
    }

    /// <summary>By where their resourceId came from, or by the service's name in it: <c>service/CLUSTER/SERVICE</c>.</summary>
    static List<Resource> Targets(Resource service, Stack stack) =>
    [
        .. stack.OfType(DeliveryTypes.ScalingTarget).Where(target =>
            stack.Behind(target, "resourceId", Tokens.EcsService) is { Count: > 0 } behind ? behind.Contains(service)
            : target["resourceId"] is { IsUnknown: false, Text: { } id } && id.StartsWith("service/", StringComparison.Ordinal) && id.Split('/')[^1] == NameOf(service)),
    ];

    static IEnumerable<Resource> Policies(Resource group, Stack stack) => stack.OfType(DeliveryTypes.ScalingPolicy).Where(policy =>
        stack.Behind(policy, "autoscalingGroupName", Aws.Kinds.ScalingGroup) is { Count: > 0 } behind ? behind.Contains(group) : policy["autoscalingGroupName"].Text == NameOf(group));

    static string NameOf(Resource resource) => resource["name"] is { IsUnknown: false, Text: { Length: > 0 } name } ? name : resource.Name;
}
