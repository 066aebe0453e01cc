using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The kinds of a simulated cluster that do something real, and what is waited for when they have.</summary>
internal sealed class RealKinds
{
    readonly Cluster cluster;
    readonly DeploymentType deployments;
    readonly Rollout rollout;
    readonly ServiceWait services;

    public RealKinds(Cluster cluster)
    {
        this.cluster = cluster;
        var (endpoints, routes) = (new Endpoints(cluster), new RouteSync(cluster));
        deployments = new DeploymentType(cluster, endpoints);
        rollout = new Rollout(cluster, deployments);
        services = new ServiceWait(cluster);
        // As they go with their namespace: who sends traffic before who takes it.
        All = new Dictionary<string, IRealType>
        {
            [Cluster.Routes] = new HttpRouteType(cluster, endpoints, routes),
            [Cluster.Gateways] = new GatewayType(cluster, routes),
            [Cluster.Services] = new ServiceType(cluster, endpoints),
            [Cluster.Autoscalers] = new AutoscalerType(cluster, endpoints),
            [Cluster.Deployments] = deployments,
            [Cluster.Secrets] = new SecretType(cluster),
        };
    }

    public IReadOnlyDictionary<string, IRealType> All { get; }

    /// <summary>Takes no turn: what is waited for may be another's to make.</summary>
    public async Task<Values.PropertyMap> AwaitAsync(Subject of, string id, Values.PropertyMap outputs, CancellationToken ct)
    {
        try
        {
            return of.Type switch
            {
                Cluster.Deployments => await rollout.AwaitAsync(of, id, outputs, ct),
                Cluster.Services => await services.AwaitAsync(of, id, outputs, ct),
                _ => outputs,
            };
        }
        catch (Exception e) when (e is EngineException or WorldException)
        {
            // Whatever ended the wait, the object is there.
            throw new PartialFailureException(id, outputs, e.Message, e);
        }
    }

    /// <summary>Ends the pods that will go with an object, before the turn that its deletion takes.</summary>
    public async Task DrainAsync(Subject of, string id, CancellationToken ct)
    {
        if (of.Type == Cluster.Deployments) await deployments.DrainAsync(id, ct);
        else if (of.Type == Cluster.Namespaces) await Task.WhenAll(cluster.List(Cluster.Deployments, $"{id}/").Select(deployment => deployments.DrainAsync(deployment.Id, ct)));
    }

    public async Task EmptyAsync(string space, CancellationToken ct)
    {
        foreach (var (type, kind) in All)
            foreach (var thing in cluster.List(type, $"{space}/").ToList())
            {
                await kind.DeleteAsync(thing.Id, ct);
                cluster.Host.Cloud.Remove(type, thing.Key);
            }
    }
}
