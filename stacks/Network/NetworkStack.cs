using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Network;

/// <summary>What both sides of all services of a stage share.</summary>
internal static class NetworkStack
{
    public static IDictionary<string, object?> Declare(ServiceCatalog catalog, Stage stage)
    {
        var network = new AwsNetwork(stage.Name, new AwsNetworkArgs
        {
            Cidr = Cidr.Parse(stage.VpcCidr),
            Zones = stage.Zones,
            Listen = stage.Listen,
        }, new ComponentResourceOptions { Provider = StageProvider.Of(stage, Tags.Of(catalog, stage)) });

        return new Dictionary<string, object?>
        {
            [StackOutputs.Network.VpcId] = network.VpcId,
            [StackOutputs.Network.PrivateSubnetIds] = network.PrivateSubnetIds,
            [StackOutputs.Network.ClusterArn] = network.ClusterArn,
            [StackOutputs.Network.ClusterName] = network.ClusterName,
            [StackOutputs.Network.LoadBalancerArn] = network.Balancer.Arn,
            [StackOutputs.Network.LoadBalancerDnsName] = network.Balancer.DnsName,
            [StackOutputs.Network.ProductionListenerArn] = network.Balancer.ProductionListenerArn,
            [StackOutputs.Network.TestListenerArn] = network.Balancer.TestListenerArn,
            [StackOutputs.Network.ServiceSecurityGroupId] = network.ServiceSecurityGroupId,
            [StackOutputs.Network.ProductionUrl] = Output.Format($"http://{network.Balancer.DnsName}:{stage.Listen.Production}"),
            [StackOutputs.Network.TestUrl] = Output.Format($"http://{network.Balancer.DnsName}:{stage.Listen.Test}"),
        };
    }
}
