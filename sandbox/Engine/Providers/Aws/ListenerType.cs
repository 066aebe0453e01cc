using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>A port on which the router listens.</summary>
internal sealed class ListenerType(AwsHost host) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var port = (int?)outputs["port"]?.AsNumber ?? throw new EngineException($"{of.Urn} has no port; the sandbox's router needs one.");
        var world = await host.World(ct);
        await world.PutAsync(new Listener { Id = id, Port = port, Default = RouteActions.Read(of.Urn, outputs["defaultActions"]?.AsList ?? []) }, ct);
        return outputs;
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var world = await host.World(ct);
        if (await world.FindListenerAsync(known.Id, ct) is not { } listener) return null;
        known = Drift.Apply(known, "port", (double)listener.Port);
        return Drift.Apply(known, "defaultActions", RouteActions.Write(known.Id, known.Outputs["defaultActions"] ?? PropertyValue.Nothing, listener.Default).Plain);
    }

    public async Task DeleteAsync(string id, CancellationToken ct) => await (await host.World(ct)).DeleteListenerAsync(id, ct);
}
