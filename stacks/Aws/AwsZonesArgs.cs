using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Aws;

internal sealed class AwsZonesArgs : ResourceArgs
{
    public required Input<string> VpcId { get; init; }
    public required Cidr Cidr { get; init; }
    public required ImmutableArray<string> Zones { get; init; }
}
