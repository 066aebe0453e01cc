using Infra.Sandbox.Engine.Providers.Clouds;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>The types of the simulated AWS that do something real.</summary>
internal static class RealTypes
{
    public static Dictionary<string, IRealType> All(AwsHost host) => new()
    {
        ["aws:lb/loadBalancer:LoadBalancer"] = new LoadBalancerType(),
        ["aws:lb/targetGroup:TargetGroup"] = new TargetGroupType(host),
        ["aws:lb/listener:Listener"] = new ListenerType(host),
        ["aws:lb/listenerRule:ListenerRule"] = new ListenerRuleType(host),
        ["aws:ecs/service:Service"] = new ServiceType(host),
        ["aws:autoscaling/group:Group"] = new AutoScalingGroupType(host),
    };
}
