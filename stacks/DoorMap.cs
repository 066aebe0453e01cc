using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Stacks;

/// <summary>The ways into a stage, as its network stack published them.</summary>
internal sealed class DoorMap
{
    readonly string stack;
    readonly ImmutableSortedDictionary<string, Door> doors;

    DoorMap(string stack, ImmutableSortedDictionary<string, Door> doors) => (this.stack, this.doors) = (stack, doors);

    /// <exception cref="BadInputException">The network is not up yet.</exception>
    public static async Task<DoorMap> ReadAsync(LastOutputs network) => new(network.Stack, Door.FromJson(await network.RequireAsync(StackOutputs.Network.Doors)));

    /// <exception cref="BadInputException">The service came after the network's last update.</exception>
    public Door this[string service] => doors.GetValueOrDefault(service)
        ?? throw new BadInputException($"Stack {stack} has no way in for {service} yet; bring it up first: `infra up network`, or `pulumi up --stack {stack}`.");
}
