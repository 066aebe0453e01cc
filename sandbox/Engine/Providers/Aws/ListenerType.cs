using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>A port on which the router listens.</summary>
internal sealed class ListenerType(AwsHost host) : IRealType
{
    const string Http = "HTTP", Https = "HTTPS";

    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var port = (int?)outputs["port"]?.AsNumber ?? throw new EngineException($"{of.Urn} has no port; the sandbox's router needs one.");
        var world = await host.World(ct);
        var protocol = Protocol(of.Urn, outputs);
        await world.PutAsync(new Listener { Id = id, Port = port, Protocol = protocol, Default = RouteActions.Read(of.Urn, outputs["defaultActions"]?.AsList ?? []) }, ct);
        return outputs;
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var world = await host.World(ct);
        if (await world.FindListenerAsync(known.Id, ct) is not { } listener) return null;
        known = Drift.Apply(known, "port", (double)listener.Port);
        known = Drift.Apply(known, "protocol", listener.Protocol == ListenerProtocol.Https ? Https : Http);
        return Drift.Apply(known, "defaultActions", RouteActions.Write(known.Id, known.Outputs["defaultActions"] ?? PropertyValue.Nothing, listener.Default).Plain);
    }

    public async Task DeleteAsync(string id, CancellationToken ct) => await (await host.World(ct)).DeleteListenerAsync(id, ct);

    // Which certificate a program names is between it and AWS; here clients see the world's own.
    static ListenerProtocol Protocol(string urn, PropertyMap outputs) => (outputs["protocol"]?.AsText, outputs["certificateArn"]?.AsText) switch
    {
        (Http or null, null) => ListenerProtocol.Http,
        (Http or null, _) => throw new EngineException($"{urn} speaks HTTP and names a certificate, which AWS refuses; leave out 'certificateArn', or set 'protocol' to {Https}."),
        (Https, null) => throw new EngineException($"{urn} speaks HTTPS and names no certificate, which AWS refuses; set 'certificateArn'."),
        (Https, _) => ListenerProtocol.Https,
        var (other, _) => throw new EngineException($"{urn} speaks {other}; the sandbox's router speaks {Http} and {Https}."),
    };
}
