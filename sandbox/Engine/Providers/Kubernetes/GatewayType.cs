using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>A Gateway is this machine: each of its listeners is a port on which the router listens.</summary>
internal sealed class GatewayType(Cluster cluster, RouteSync routes) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var (world, gateway) = (await cluster.WorldAsync(ct), cluster.Object(Cluster.Gateways, id, outputs));
        var objects = cluster.Objects().With(gateway);
        var there = await ListenersAsync(world, gateway.Key, ct);
        var wanted = GatewayListener.Of(gateway).ToList();
        foreach (var gone in there.Where(listener => wanted.TrueForAll(other => other.Id != listener.Id))) await CloseAsync(world, gone, ct);
        await OpenAsync(world, gateway, wanted, [.. there.Select(listener => listener.Id)], ct);
        foreach (var route in objects.Of(Cluster.Routes).Where(route => RouteParents.References(route).Any(reference => RouteParents.Names(reference, route, gateway))))
            await routes.ApplyAsync(objects, route, isAsked: false, ct);
        return outputs;
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var gateway = cluster.Object(Cluster.Gateways, known.Id, known.Outputs);
        var open = (await ListenersAsync(await cluster.WorldAsync(ct), gateway.Key, ct)).ToDictionary(listener => listener.Id);
        var listeners = GatewayListener.Of(gateway).ToList();
        if (listeners.TrueForAll(listener => open.GetValueOrDefault(listener.Id)?.Port == listener.Port)) return known;
        var actual = from listener in listeners where open.ContainsKey(listener.Id) select (PropertyValue)listener.Spec.Set("port", open[listener.Id].Port);
        return Manifest.Drift(known, "spec.listeners", new PropertyValue.List([.. actual]));
    }

    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        var world = await cluster.WorldAsync(ct);
        foreach (var listener in await ListenersAsync(world, cluster.Key(id), ct)) await CloseAsync(world, listener, ct);
    }

    // All or none: a Gateway that is refused must not hold a port.
    static async Task OpenAsync(WorldClient world, ClusterObject gateway, List<GatewayListener> wanted, HashSet<string> open, CancellationToken ct)
    {
        var opened = new List<string>();
        foreach (var listener in wanted)
        {
            try
            {
                await world.PutAsync(listener.Asked, ct);
                if (!open.Contains(listener.Id)) opened.Add(listener.Id);
            }
            catch (WorldException e)
            {
                foreach (var id in opened) await world.DeleteListenerAsync(id, CancellationToken.None);
                throw new EngineException($"The Gateway {gateway.Id} can't have port {listener.Port} for its listener '{listener.Name}': {e.Message}", inner: e);
            }
        }
    }

    static async Task CloseAsync(WorldClient world, Listener listener, CancellationToken ct)
    {
        foreach (var rule in await world.RulesAsync(listener.Id, ct)) await world.DeleteRuleAsync(rule.Id, ct);
        await world.DeleteListenerAsync(listener.Id, ct);
    }

    static async Task<List<Listener>> ListenersAsync(WorldClient world, string key, CancellationToken ct) =>
        [.. (await world.StatusAsync(ct)).Listeners.Where(listener => listener.Id.StartsWith($"{key}#", StringComparison.Ordinal))];
}
