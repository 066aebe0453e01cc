using System.Collections.Concurrent;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.World;

namespace Infra.Cli.Sandbox;

/// <summary>Counts by the router of the world, at the production listener.</summary>
internal sealed class SandboxProbe(WorldClient world) : IProbe
{
    private readonly ConcurrentDictionary<string, string> _names = [];
    private readonly ConcurrentDictionary<string, int> _ports = [];

    public async Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct)
    {
        try
        {
            var port = await PortAsync(route.ProductionListener, ct);
            var counters = new RouterCounters(await world.MetricsAsync(ct), port);
            if (counters.IsEmpty)
                return new Reading.Blind($"The router's metrics say nothing of port {port}.");
            return new Reading.Totals(await CountAsync(route.BlueTargets), await CountAsync(route.GreenTargets));

            async Task<Counts> CountAsync(string arn) => arn.Length == 0 ? default : counters.Of(await NameAsync(arn, ct), slowerThan);
        }
        catch (Exception e) when (e is WorldException or FormatException)
        {
            return new Reading.Blind(e.Message);
        }
    }

    private async Task<int> PortAsync(string listenerArn, CancellationToken ct) =>
        _ports.TryGetValue(listenerArn, out var known) ? known
        : _ports[listenerArn] = (await world.FindListenerAsync(listenerArn, ct) ?? throw new WorldException($"The world knows no listener {listenerArn}.")).Port;

    private async Task<string> NameAsync(string targetGroupArn, CancellationToken ct) =>
        _names.TryGetValue(targetGroupArn, out var known) ? known
        : _names[targetGroupArn] = (await world.FindTargetGroupAsync(targetGroupArn, ct) ?? throw new WorldException($"The world knows no target group {targetGroupArn}.")).Name;
}
