using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator.Steps;

/// <summary>Knows a service's route, and looks it up again only when a stack that publishes it was updated: returning traffic waits for no look-up.</summary>
internal sealed class RouteBook(IStackOutputs stacks, ServiceKey key)
{
    private Route? _route;

    public void Forget() => _route = null;

    public async Task<Route> GetAsync(CancellationToken ct)
    {
        if (_route is { } known)
            return known;

        var network = await stacks.OutputsAsync(key.Network, ct);
        var traffic = await stacks.OutputsAsync(key.Traffic, ct);
        var blue = await stacks.OutputsAsync(key.Environment(Colour.Blue), ct);
        var green = await stacks.OutputsAsync(key.Environment(Colour.Green), ct);
        return _route = new()
        {
            Key = key,
            ProductionListener = network.GetValueOrDefault(StackOutputs.Network.ProductionListenerArn, ""),
            ProductionUrl = network.GetValueOrDefault(StackOutputs.Network.ProductionUrl, ""),
            TestUrl = network.GetValueOrDefault(StackOutputs.Network.TestUrl, ""),
            Rule = traffic.GetValueOrDefault(StackOutputs.Traffic.RuleArn, ""),
            BlueTargets = blue.GetValueOrDefault(StackOutputs.Environment.TargetGroupArn, ""),
            GreenTargets = green.GetValueOrDefault(StackOutputs.Environment.TargetGroupArn, ""),
        };
    }
}
