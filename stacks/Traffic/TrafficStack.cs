using Infra.Catalog;
using Infra.Stacks.Aws;
using Infra.Stacks.Platforms;
using Pulumi;

namespace Infra.Stacks.Traffic;

/// <summary>Who gets which share of a service's users.</summary>
internal static class TrafficStack
{
    public static async Task<IDictionary<string, object?>> DeclareAsync(ServiceCatalog catalog, Stage stage, Service service, LastOutputs network)
    {
        var stack = StackNames.Traffic(stage.Name, service.Name);
        var last = new LastOutputs(stack);
        await Fence.HoldAsync(stack, last);
        var split = TrafficSplit.FromJson(new Config(ConfigKeys.Namespace).Get(ConfigKeys.Traffic) ?? await last.TextAsync(StackOutputs.Traffic.Split) ?? TrafficSplit.Nobody.ToJson());
        var door = (await DoorMap.ReadAsync(network))[service.Name];
        var blue = await Side.ReadAsync(stage, service, Colour.Blue, split);
        var green = await Side.ReadAsync(stage, service, Colour.Green, split);
        var serving = split.Serving is { } colour ? (colour == Colour.Blue ? blue : green).RequireServing(stack) : null;

        var ground = PlatformList.Of(service, stage).Ground;
        var tags = Tags.Of(catalog, stage, service);
        var traffic = new ServiceTraffic(service.Name, new()
        {
            Ground = ground,
            Spec = new()
            {
                Stage = stage,
                Service = service.Name,
                Route = service.Route,
                Stickiness = service.Stickiness,
                Door = door,
                LogGroup = ServiceLogs.GroupName(catalog, stage, service),
                Tags = tags,
                Sides = [blue, green],
                Mirror = split.Mirror,
            },
            Serving = ColourNames.WordOrNone(split.Serving),
            ServingFingerprint = serving?.Fingerprint ?? "",
            BlueAttached = split.Blue.Attached,
            BlueWeight = split.Blue.Weight.InPercent,
            BlueRelease = blue.Release.Name,
            GreenAttached = split.Green.Attached,
            GreenWeight = split.Green.Weight.InPercent,
            GreenRelease = green.Release.Name,
        }, new() { Provider = ground.Provider(stage, tags) });

        return new Dictionary<string, object?>
        {
            [StackOutputs.Traffic.Serving] = ColourNames.WordOrNone(split.Serving),
            [StackOutputs.Traffic.Split] = split.ToJson(),
            [StackOutputs.Traffic.Rule] = traffic.Rule,
            [StackOutputs.Traffic.BlueTargets] = blue.Targets,
            [StackOutputs.Traffic.GreenTargets] = green.Targets,
            [StackOutputs.Traffic.BlueRelease] = blue.Release.ToJson(),
            [StackOutputs.Traffic.GreenRelease] = green.Release.ToJson(),
            [StackOutputs.Traffic.ServingFingerprint] = serving?.Fingerprint ?? "",
            [StackOutputs.Traffic.JournalHead] = split.JournalHead,
        };
    }
}
