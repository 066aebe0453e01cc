using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Which target groups a namespace asks for, and who stands in which: a group for each Service, for each Deployment that no Service takes in, and for each Service that a route names and nobody made.</summary>
internal static class EndpointPlan
{
    const string OwnMark = "#pods";

    public static bool IsService(string groupId) => !groupId.EndsWith(OwnMark, StringComparison.Ordinal);

    public static ImmutableArray<string> Members(ClusterObjects objects, ClusterObject deployment)
    {
        var pod = Pod.Of(deployment);
        ImmutableArray<string> services = [.. objects.Of(Cluster.Services, deployment.Space).Where(service => pod.IsSelectedBy(Selector(service))).Select(service => service.Key)];
        return services.IsEmpty ? [deployment.Key + OwnMark] : services;
    }

    public static IEnumerable<TargetGroup> Groups(ClusterObjects objects, string space)
    {
        var pods = objects.Of(Cluster.Deployments, space).Select(deployment => (Deployment: deployment, Pod: Pod.Of(deployment))).ToList();
        var services = objects.Of(Cluster.Services, space).ToDictionary(service => service.Key);
        foreach (var service in services.Values)
            yield return Group(service.Key, service.Id, [.. pods.Select(each => each.Pod).Where(pod => pod.IsSelectedBy(Selector(service)))]);
        foreach (var (deployment, pod) in pods)
            if (Members(objects, deployment) is [var own] && !IsService(own)) yield return Group(own, deployment.Id + OwnMark, [pod]);
        foreach (var missing in objects.Of(Cluster.Routes, space).SelectMany(RouteBackends.All).Where(key => !services.ContainsKey(key)).Distinct())
            yield return Group(missing, missing[(missing.IndexOf($":{space}/", StringComparison.Ordinal) + 1)..], []) with { Kind = GroupKind.Missing };
    }

    public static PropertyMap Selector(ClusterObject service) => Manifest.At(service.Outputs, "spec.selector")?.AsMap ?? PropertyMap.Empty;

    // Pods of several Deployments behind one name are asked as the first of them is; each may take as long to leave as the slowest.
    static TargetGroup Group(string id, string name, ImmutableArray<Pod> pods) => new()
    {
        Id = id,
        Name = name,
        Kind = GroupKind.Service,
        HealthCheck = pods.IsEmpty ? Pod.Unasked : pods[0].Readiness,
        DeregistrationDelay = pods.Select(pod => pod.PreStop).DefaultIfEmpty(TimeSpan.Zero).Max(),
    };
}
