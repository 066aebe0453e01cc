using Infra.Catalog;
using Infra.Stacks.Traffic;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;

namespace Infra.Stacks.Aws;

/// <summary>The service's rule on the production listener, and the log group that outlives its sides.</summary>
internal static class AwsRule
{
    public static Output<string> Declare(TrafficSpec spec, ComponentResource parent)
    {
        spec.RefuseMirror("a load balancer can't mirror");
        var child = new CustomResourceOptions { Parent = parent };
        var logs = new LogGroupArgs { Name = spec.LogGroup, RetentionInDays = ServiceLogs.RetentionInDays };
        if (spec.Stage.KmsKey is { } key) logs.KmsKeyId = key;
        _ = new LogGroup(spec.Service, logs, child);
        return new ListenerRule(spec.Service, new()
        {
            ListenerArn = spec.Door.ProductionListener,
            Priority = spec.Route.Priority,
            Conditions = Conditions(spec.Route),
            Actions = { Action(spec) },
        }, child).Arn;
    }

    static ListenerRuleConditionArgs[] Conditions(RouteSpec route) =>
    [
        .. route.Host is { } host ? [new ListenerRuleConditionArgs { HostHeader = new ListenerRuleConditionHostHeaderArgs { Values = { host } } }] : Array.Empty<ListenerRuleConditionArgs>(),
        new() { PathPattern = new ListenerRuleConditionPathPatternArgs { Values = { route.Path } } },
    ];

    static ListenerRuleActionArgs Action(TrafficSpec spec)
    {
        var attached = spec.Sides.Where(side => side.Share.Attached).Select(side => new ListenerRuleActionForwardTargetGroupArgs
        {
            Arn = side.Targets,
            Weight = side.Share.Weight.InPercent,
        }).ToArray();
        return attached.Length == 0
            ? new() { Type = "fixed-response", FixedResponse = new ListenerRuleActionFixedResponseArgs { StatusCode = "503", ContentType = "text/plain", MessageBody = spec.Nobody } }
            : new() { Type = "forward", Forward = new ListenerRuleActionForwardArgs { TargetGroups = attached } };
    }
}
