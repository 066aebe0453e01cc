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

    public static readonly string[] LoadBalancers = Balancing("loadBalancer:LoadBalancer");
    public static readonly string[] TargetGroups = Balancing("targetGroup:TargetGroup");
    public static readonly string[] Listeners = Balancing("listener:Listener");
    public static readonly string[] ListenerRules = Balancing("listenerRule:ListenerRule");

    // The balancer's resources have gone by four names in the AWS package; all make the same thing.
    static string[] Balancing(string kind) => [$"aws:lb/{kind}", $"aws:alb/{kind}", $"aws:elasticloadbalancingv2/{kind}", $"aws:applicationloadbalancing/{kind}"];
}
