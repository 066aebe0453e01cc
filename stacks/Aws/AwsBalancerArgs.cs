using System.Collections.Immutable;
using Pulumi;

namespace Infra.Stacks.Aws;

internal sealed class AwsBalancerArgs : ResourceArgs
{
    public required Input<string> VpcId { get; init; }
    public required Cidr VpcCidr { get; init; }
    public required Output<ImmutableArray<string>> SubnetIds { get; init; }
    public required Entry Entry { get; init; }
}
