using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Stacks.Environment;

/// <summary>What an environment needs of its stage's network.</summary>
internal sealed record NetworkOutputs
{
    public required string VpcId { get; init; }
    public required ImmutableArray<string> PrivateSubnetIds { get; init; }
    public required string ServiceSecurityGroupId { get; init; }
    public required string ClusterArn { get; init; }
    public required string ClusterName { get; init; }
    public required string TestListenerArn { get; init; }
    public required string ProductionUrl { get; init; }

    /// <exception cref="BadInputException">The network is not up yet.</exception>
    public static async Task<NetworkOutputs> ReadAsync(Stage stage)
    {
        var last = new LastOutputs(StackNames.Network(stage.Name));
        return new()
        {
            VpcId = await last.RequireAsync(StackOutputs.Network.VpcId),
            PrivateSubnetIds = await last.RequireListAsync(StackOutputs.Network.PrivateSubnetIds),
            ServiceSecurityGroupId = await last.RequireAsync(StackOutputs.Network.ServiceSecurityGroupId),
            ClusterArn = await last.RequireAsync(StackOutputs.Network.ClusterArn),
            ClusterName = await last.RequireAsync(StackOutputs.Network.ClusterName),
            TestListenerArn = await last.RequireAsync(StackOutputs.Network.TestListenerArn),
            ProductionUrl = await last.RequireAsync(StackOutputs.Network.ProductionUrl),
        };
    }
}
