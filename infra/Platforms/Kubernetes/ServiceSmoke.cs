using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>Asks a side by its own Service, which nobody reaches from outside the cluster: through the proxy of the API server.</summary>
internal sealed class ServiceSmoke(KubeClient kubernetes) : ISmoke
{
    public async Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct)
    {
        if (route.Targets(side).Length == 0)
            return $"{side.Title} of {route.Key} has no Service yet.";
        var name = NamespacedName.Parse(route.Targets(side));
        var service = $"/api/v1/namespaces/{name.Namespace}/services/{name.Name}";
        if (await kubernetes.FindAsync(service, ct) is not { } live || (int?)live["spec"]?["ports"]?[0]?["port"] is not { } port)
            return $"{side.Title} of {route.Key} has no Service {name} with a port.";
        return await SmokeRound.AskAsync(route, side, path, requests, ct => kubernetes.ProxyAsync($"{service}:{port}/proxy{path}", ct), ct);
    }
}
