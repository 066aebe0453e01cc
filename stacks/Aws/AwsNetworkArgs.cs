using System.Collections.Immutable;
using Pulumi;

namespace Infra.Stacks.Aws;

internal sealed class AwsNetworkArgs : ResourceArgs
{
    public required Cidr Cidr { get; init; }
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>Their numbers, from 1.</summary>
    public required ImmutableArray<int> Balancers { get; init; }
    public required Entry Entry { get; init; }
}
