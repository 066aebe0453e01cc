using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Environment;
using Infra.Stacks.Platforms;
using Infra.Stacks.Traffic;
using Pulumi;
using Pulumi.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Stacks.Kubernetes;

/// <summary>A namespace of an existing cluster, with a Gateway at its edge, or none.</summary>
internal sealed class KubernetesGround : IGround
{
    public static KubernetesGround Instance { get; } = new();

    KubernetesGround()
    {
    }

    public Task<NetworkParts> DeclareAsync(ServiceCatalog catalog, Stage stage, ImmutableArray<Service> services, LastOutputs last)
    {
        var cluster = stage.Cluster!;
        var tags = Tags.Of(catalog, stage);
        var space = new KubernetesNetwork(cluster.Namespace, new() { Cluster = cluster, Gateway = catalog.Project, Tags = tags }, new() { Provider = Provider(stage, tags) });
        var outputs = ImmutableSortedDictionary<string, object?>.Empty.Add(StackOutputs.Network.Namespace, space.Namespace);
        return Task.FromResult(space.Door is { } shared
            ? new NetworkParts(Doors(services, shared, (door, _) => door), outputs.Add(StackOutputs.Network.Gateway, catalog.Project))
            : new NetworkParts(Doors(services, space.Namespace, (name, service) => FrontDoor.Of(name, service, cluster.Listen.Production)), outputs));
    }

    static Output<ImmutableSortedDictionary<string, Door>> Doors<T>(ImmutableArray<Service> services, Output<T> at, Func<T, string, Door> door) =>
        at.Apply(known => services.ToImmutableSortedDictionary(service => service.Name, service => door(known, service.Name), StringComparer.Ordinal));

    public Task<NetworkOutputs> ReadAsync(LastOutputs network) => KubernetesNetworkOutputs.ReadAsync(network);

    public ProviderResource Provider(Stage stage, ImmutableSortedDictionary<string, string> tags) =>
        new Provider("kubernetes", new() { Context = stage.Cluster!.Context, Namespace = stage.Cluster.Namespace, EnableServerSideApply = true });

    public Output<string> Route(TrafficSpec spec, ComponentResource parent)
    {
        if (spec.Stage.Cluster!.GatewayClass is null) return FrontDoor.Declare(spec, parent);
        var (space, gateway) = (spec.Stage.Cluster!.Namespace, spec.Door.ProductionListener.Split('/', '#')[1]);
        var route = new HttpRoute(spec.Service, new()
        {
            Metadata = new ObjectMetaArgs { Name = spec.Service, Namespace = space, Labels = Labels.Of(spec.Tags) },
            Spec = new HttpRouteSpecArgs
            {
                ParentRefs = { new ParentReferenceArgs { Name = gateway, SectionName = GatewayListeners.Production } },
                Hostnames = spec.Route.Host is { } host ? [host] : [],
                Rules =
                {
                    new HttpRouteRuleArgs
                    {
                        Matches = { new HttpRouteMatchArgs { Path = HttpPathMatchArgs.Of(spec.Route.Path) } },
                        Filters = spec.Mirror is { } mirror ? Copying(mirror, spec.Sides.Single(side => side.Colour == mirror.To)) : null,
                        BackendRefs = spec.Sides.Where(side => side.Share.Attached).Select(side => Backend(side, side.Share.Weight.InPercent)).ToArray(),
                    },
                },
            },
        }, new() { Parent = parent });
        return route.Metadata.Apply(metadata => $"{metadata.Namespace}/{metadata.Name}");
    }

    static InputList<HttpRouteFilterArgs> Copying(Mirror mirror, Side to) =>
    [
        new HttpRouteFilterArgs { Type = "RequestMirror", RequestMirror = new HttpRequestMirrorArgs { BackendRef = Backend(to, weight: null), Percent = mirror.Share.InPercent } },
    ];

    static HttpBackendRefArgs Backend(Side side, int? weight)
    {
        var (name, port) = (side.Targets.Split('/')[1], KubernetesPlatform.ServicePort);
        return weight is { } share ? new() { Name = name, Port = port, Weight = share } : new() { Name = name, Port = port };
    }
}
