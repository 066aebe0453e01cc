using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Network;

internal sealed class AwsNetworkArgs : ResourceArgs
{
    public required Cidr Cidr { get; init; }
    public required ImmutableArray<string> Zones { get; init; }
    public required ListenPorts Listen { get; init; }
}
