using System.Collections.Immutable;
using Pulumi;

namespace Infra.Stacks.Aws;

internal sealed class AwsNetworkArgs : ResourceArgs
{
    public required Cidr Cidr { get; init; }
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>By number, from 1.</summary>
    public required ImmutableSortedDictionary<int, Entry> Balancers { get; init; }
}
