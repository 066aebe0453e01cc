namespace Infra.Policies.Rules;

/// <summary>The type tokens that the rules know.</summary>
internal static class Tokens
{
    public const string Environment = "infra:index:Environment";
    public const string Traffic = "infra:index:Traffic";

    public const string TaskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
    public const string LaunchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
    public const string EcsService = "aws:ecs/service:Service";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string DefaultSecurityGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    public const string SecurityGroupRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    // The balancer's resources go by two names in the AWS package; both make the same thing.
    public static readonly string[] LoadBalancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
    public static readonly string[] TargetGroups = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];
    public static readonly string[] Listeners = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
    public static readonly string[] ListenerRules = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"];
}
