using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Traffic;

/// <summary>Who gets which share of a service's users.</summary>
internal static class TrafficStack
{
    public static async Task<IDictionary<string, object?>> DeclareAsync(ServiceCatalog catalog, Stage stage, Service service)
    {
        var stack = StackNames.Traffic(stage.Name, service.Name);
        var last = new LastOutputs(stack);
        await Fence.HoldAsync(stack, last);
        var split = TrafficSplit.FromJson(new Config(ConfigKeys.Namespace).Get(ConfigKeys.Traffic) ?? await last.TextAsync(StackOutputs.Traffic.Split) ?? TrafficSplit.Nobody.ToJson());
        var listener = await new LastOutputs(StackNames.Network(stage.Name)).RequireAsync(StackOutputs.Network.ProductionListenerArn);
        var blue = await Side.ReadAsync(stage, service, Colour.Blue, split);
        var green = await Side.ReadAsync(stage, service, Colour.Green, split);
        var serving = split.Serving is { } colour ? (colour == Colour.Blue ? blue : green).RequireServing(stack) : null;

        var traffic = new AwsTraffic(service.Name, new()
        {
            Route = service.Route,
            ListenerArn = listener,
            LogGroup = ServiceLogs.GroupName(catalog, stage, service),
            Sides = [blue, green],
            Nobody = $"{service.Name} has no release in {stage.Name} yet.",
            Serving = ColourNames.WordOrNone(split.Serving),
            ServingFingerprint = serving?.Fingerprint ?? "",
            BlueAttached = split.Blue.Attached,
            BlueWeight = split.Blue.Weight.InPercent,
            BlueRelease = blue.Release.Name,
            GreenAttached = split.Green.Attached,
            GreenWeight = split.Green.Weight.InPercent,
            GreenRelease = green.Release.Name,
        }, new() { Provider = StageProvider.Of(stage, Tags.Of(catalog, stage, service)) });

        return new Dictionary<string, object?>
        {
            [StackOutputs.Traffic.Serving] = ColourNames.WordOrNone(split.Serving),
            [StackOutputs.Traffic.Split] = split.ToJson(),
            [StackOutputs.Traffic.RuleArn] = traffic.RuleArn,
            [StackOutputs.Traffic.BlueTargetGroupArn] = blue.TargetGroupArn,
            [StackOutputs.Traffic.GreenTargetGroupArn] = green.TargetGroupArn,
            [StackOutputs.Traffic.BlueRelease] = blue.Release.ToJson(),
            [StackOutputs.Traffic.GreenRelease] = green.Release.ToJson(),
            [StackOutputs.Traffic.ServingFingerprint] = serving?.Fingerprint ?? "",
            [StackOutputs.Traffic.JournalHead] = split.JournalHead,
        };
    }
}
