namespace Infra.Catalog;

/// <summary>The names under which stacks publish what others read.</summary>
public static class StackOutputs
{
    /// <summary>A request to the test listener with this header and the value <c>service-colour</c> reaches that side.</summary>
    public const string TestHeader = "X-Infra-Environment";

    public static class Network
    {
        /// <summary><see cref="Door"/> by service, as JSON.</summary>
        public const string Doors = "doors";

        /// <summary>Which balancer a service has, as JSON: a service keeps it, whatever services come and go.</summary>
        public const string Balancers = "balancers";

        /// <summary><see cref="EphemeralStage"/> as JSON; a stage of infra.yaml has none.</summary>
        public const string Ephemeral = "ephemeral";

        public const string VpcId = "vpcId";
        public const string PrivateSubnetIds = "privateSubnetIds";
        public const string ClusterArn = "clusterArn";
        public const string ClusterName = "clusterName";
        public const string ServiceSecurityGroupId = "serviceSecurityGroupId";
        public const string Namespace = "namespace";
        public const string Gateway = "gateway";
    }

    public static class Environment
    {
        public const string Release = "release";
        public const string Fingerprint = "fingerprint";

        /// <summary>What traffic is sent to: the ARN of a target group, or <c>namespace/service</c>.</summary>
        public const string Targets = "targets";

        /// <summary>What runs: the ARN of an ECS service, the name of an Auto Scaling group, or <c>namespace/deployment</c>.</summary>
        public const string Workload = "workload";
        public const string TestHeaderValue = "testHeaderValue";
    }

    public static class Traffic
    {
        public const string Serving = "serving";
        public const string Split = "traffic";

        /// <summary>What shares traffic out: the ARN of a listener's rule, <c>namespace/route</c>, or without a Gateway <c>namespace/service</c>.</summary>
        public const string Rule = "rule";
        public const string BlueTargets = "blueTargets";
        public const string GreenTargets = "greenTargets";
        public const string BlueRelease = "blueRelease";
        public const string GreenRelease = "greenRelease";
        public const string ServingFingerprint = "servingFingerprint";
        public const string JournalHead = "journalHead";
    }
}
