using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Environment;

namespace Infra.Stacks.Aws;

internal sealed record AwsNetworkOutputs : NetworkOutputs
{
    public required string VpcId { get; init; }
    public required ImmutableArray<string> PrivateSubnetIds { get; init; }
    public required string ServiceSecurityGroupId { get; init; }
    public required string ClusterArn { get; init; }
    public required string ClusterName { get; init; }

    public static async Task<NetworkOutputs> ReadAsync(LastOutputs network) => new AwsNetworkOutputs
    {
        VpcId = await network.RequireAsync(StackOutputs.Network.VpcId),
        PrivateSubnetIds = await network.RequireListAsync(StackOutputs.Network.PrivateSubnetIds),
        ServiceSecurityGroupId = await network.RequireAsync(StackOutputs.Network.ServiceSecurityGroupId),
        ClusterArn = await network.RequireAsync(StackOutputs.Network.ClusterArn),
        ClusterName = await network.RequireAsync(StackOutputs.Network.ClusterName),
    };
}
