using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Platforms;
using Pulumi;

namespace Infra.Stacks.Network;

/// <summary>What both sides of all services of a stage share: the ground of each platform that its services run on.</summary>
internal static class NetworkStack
{
    public static async Task<IDictionary<string, object?>> DeclareAsync(ServiceCatalog catalog, Stage stage, LastOutputs network)
    {
        var outputs = EphemeralOutput.Of(stage);
        if (await EphemeralOutput.IsAnnouncementAsync(network))
            return outputs;
        var doors = new List<Output<ImmutableSortedDictionary<string, Door>>>();
        foreach (var ground in catalog.Services.GroupBy(service => PlatformList.Of(service, stage).Ground))
        {
            var parts = await ground.Key.DeclareAsync(catalog, stage, [.. ground], network);
            doors.Add(parts.Doors);
            foreach (var (name, value) in parts.Outputs) outputs.Add(name, value);
        }
        outputs.Add(StackOutputs.Network.Doors, Output.All(doors).Apply(all => Door.ToJson(all.SelectMany(some => some).ToDictionary())));
        return outputs;
    }
}
