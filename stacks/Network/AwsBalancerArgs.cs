using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Network;

internal sealed class AwsBalancerArgs : ResourceArgs
{
    public required Input<string> VpcId { get; init; }
    public required Cidr VpcCidr { get; init; }
    public required Output<ImmutableArray<string>> SubnetIds { get; init; }
    public required ListenPorts Listen { get; init; }
}
