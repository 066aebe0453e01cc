using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>A Service is a target group, of what its selector takes in; one that is open to the outside has a port of this machine too.</summary>
internal sealed class ServiceType(Cluster cluster, Endpoints endpoints) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        await PutAsync(cluster.Object(Cluster.Services, id, outputs), ct);
        return outputs;
    }

    public async Task PutAsync(ClusterObject service, CancellationToken ct)
    {
        var (world, objects) = (await cluster.WorldAsync(ct), cluster.Objects().With(service));
        await endpoints.PutGroupsAsync(objects, service.Space, ct);
        if (Manifest.Text(service.Outputs, "spec.type") is "LoadBalancer" or "NodePort") await world.PutAsync(Door(service), ct);
        else await world.DeleteListenerAsync(DoorId(service.Key), ct);
        await endpoints.SettleAsync(objects, service.Space, ct);
    }

    public Task<Made?> ReadAsync(Made known, CancellationToken ct) => Task.FromResult<Made?>(known);

    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        var gone = cluster.Object(Cluster.Services, id, PropertyMap.Empty);
        var objects = cluster.Objects().Without(gone.Type, gone.Key);
        await (await cluster.WorldAsync(ct)).DeleteListenerAsync(DoorId(gone.Key), ct);
        // Before it goes: a route that still names it answers 500 for its share from here on.
        await endpoints.PutGroupsAsync(objects, gone.Space, ct);
        await endpoints.SettleAsync(objects, gone.Space, ct);
    }

    static Listener Door(ClusterObject service) => new()
    {
        Id = DoorId(service.Key),
        Port = (int?)(Manifest.At(service.Outputs, "spec.ports")?.AsList is [var first, ..] ? first.AsMap["port"]?.AsNumber : null)
            ?? throw new EngineException($"The Service {service.Id} is open to the outside and has no port; give it one in spec.ports."),
        Default = new RuleAction { Forward = [new WeightedTargetGroup(service.Key, 1)] },
    };

    static string DoorId(string key) => $"{key}#balancer";
}
