namespace Infra.Catalog;

/// <summary>The names under which stacks publish what others read.</summary>
public static class StackOutputs
{
    /// <summary>A request to the test listener with this header and the value <c>service-colour</c> reaches that side.</summary>
    public const string TestHeader = "X-Infra-Environment";

    public static class Network
    {
        public const string VpcId = "vpcId";
        public const string PrivateSubnetIds = "privateSubnetIds";
        public const string ClusterArn = "clusterArn";
        public const string ClusterName = "clusterName";
        public const string LoadBalancerArn = "loadBalancerArn";
        public const string LoadBalancerDnsName = "loadBalancerDnsName";
        public const string ProductionListenerArn = "productionListenerArn";
        public const string TestListenerArn = "testListenerArn";
        public const string ServiceSecurityGroupId = "serviceSecurityGroupId";
        public const string ProductionUrl = "productionUrl";
        public const string TestUrl = "testUrl";
    }

    public static class Environment
    {
        public const string Release = "release";
        public const string Fingerprint = "fingerprint";
        public const string TargetGroupArn = "targetGroupArn";
        public const string ServiceArn = "serviceArn";
        public const string TestHeaderValue = "testHeaderValue";
    }

    public static class Traffic
    {
        public const string Serving = "serving";
        public const string Split = "traffic";
        public const string RuleArn = "ruleArn";
        public const string BlueTargetGroupArn = "blueTargetGroupArn";
        public const string GreenTargetGroupArn = "greenTargetGroupArn";
        public const string BlueRelease = "blueRelease";
        public const string GreenRelease = "greenRelease";
        public const string ServingFingerprint = "servingFingerprint";
        public const string JournalHead = "journalHead";
    }
}
