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
        if (attached.Length == 0)
            return new() { Type = "fixed-response", FixedResponse = new ListenerRuleActionFixedResponseArgs { StatusCode = "503", ContentType = "text/plain", MessageBody = spec.Nobody } };
        var forward = new ListenerRuleActionForwardArgs { TargetGroups = attached };
        if (spec.Stickiness is { } duration) forward.Stickiness = Stickiness(spec, duration);
        return new() { Type = "forward", Forward = forward };
    }

    // On only while both have users: the balancer follows a cookie whatever the weights say, and who gives all to one side means all. Off is said, as the provider leaves alone what is left out.
    static ListenerRuleActionForwardStickinessArgs Stickiness(TrafficSpec spec, TimeSpan duration) =>
        new() { Enabled = spec.Sides.All(side => side.Share.Weight != Weight.Zero), Duration = (int)duration.TotalSeconds };
}
