using Infra.Catalog;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;

namespace Infra.Stacks.Traffic;

/// <summary>The service's rule on the production listener, and the log group that outlives its sides.</summary>
internal sealed class AwsTraffic : ComponentResource
{
    public AwsTraffic(string name, AwsTrafficArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Traffic", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        _ = new LogGroup(name, new() { Name = args.LogGroup, RetentionInDays = ServiceLogs.RetentionInDays }, child);
        RuleArn = new ListenerRule(name, new()
        {
            ListenerArn = args.ListenerArn,
            Priority = args.Route.Priority,
            Conditions = Conditions(args.Route),
            Actions = { Action(args) },
        }, child).Arn;
        RegisterOutputs();
    }

    public Output<string> RuleArn { get; }

    static ListenerRuleConditionArgs[] Conditions(RouteSpec route) =>
    [
        .. route.Host is { } host ? [new ListenerRuleConditionArgs { HostHeader = new ListenerRuleConditionHostHeaderArgs { Values = { host } } }] : Array.Empty<ListenerRuleConditionArgs>(),
        new() { PathPattern = new ListenerRuleConditionPathPatternArgs { Values = { route.Path } } },
    ];

    static ListenerRuleActionArgs Action(AwsTrafficArgs args)
    {
        var attached = args.Sides.Where(side => side.Share.Attached).Select(side => new ListenerRuleActionForwardTargetGroupArgs
        {
            Arn = side.TargetGroupArn,
            Weight = side.Share.Weight.InPercent,
        }).ToArray();
        return attached.Length == 0
            ? new() { Type = "fixed-response", FixedResponse = new ListenerRuleActionFixedResponseArgs { StatusCode = "503", ContentType = "text/plain", MessageBody = args.Nobody } }
            : new() { Type = "forward", Forward = new ListenerRuleActionForwardArgs { TargetGroups = attached } };
    }
}
