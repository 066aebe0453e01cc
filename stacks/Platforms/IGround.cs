using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Environment;
using Infra.Stacks.Traffic;
using Pulumi;

namespace Infra.Stacks.Platforms;

/// <summary>What platforms of one cloud share: the network under them, and the traffic in front of them.</summary>
internal interface IGround
{
    /// <summary>Declares what both sides of all these services share.</summary>
    /// <param name="last">What the network stack itself published last.</param>
    Task<NetworkParts> DeclareAsync(ServiceCatalog catalog, Stage stage, ImmutableArray<Service> services, LastOutputs last);

    /// <exception cref="BadInputException">The network is not up yet.</exception>
    Task<NetworkOutputs> ReadAsync(LastOutputs network);

    /// <summary>The one provider of a stack, which reaches no account or cluster but the stage's.</summary>
    ProviderResource Provider(Stage stage, ImmutableSortedDictionary<string, string> tags);

    /// <summary>Declares what shares a service's traffic out, and answers how others name it.</summary>
    Output<string> Route(TrafficSpec spec, ComponentResource parent);
}

/// <param name="Doors">By service.</param>
/// <param name="Outputs">What environments of this ground read beside the doors.</param>
internal sealed record NetworkParts(Output<ImmutableSortedDictionary<string, Door>> Doors, ImmutableSortedDictionary<string, object?> Outputs);
