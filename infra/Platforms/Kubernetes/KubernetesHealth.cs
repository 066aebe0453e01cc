using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>A side's pods, as its Service's endpoints know them, against what the Deployments behind it should run.</summary>
internal sealed class KubernetesHealth(KubeClient kubernetes) : ITargetHealth
{
    public async Task<SideHealth> ReadAsync(Route route, Colour side, CancellationToken ct)
    {
        if (route.Targets(side).Length == 0)
            return new(0, 0, $"{side.Title} of {route.Key} has no Service yet.");
        var name = NamespacedName.Parse(route.Targets(side));
        if (await kubernetes.FindAsync($"/api/v1/namespaces/{name.Namespace}/services/{name.Name}", ct) is not { } service)
            return new(0, 0, $"Kubernetes has no Service {name} any more.");
        var deployments = await DeploymentsAsync(name, service["spec"]?["selector"] as JsonObject ?? [], ct);
        var healthy = (await Endpoints.ReadyAsync(kubernetes, name, ct)).Count;
        var wanted = deployments.Sum(deployment => (int?)deployment["spec"]?["replicas"] ?? 1);
        return new(healthy, wanted, healthy >= wanted && wanted > 0 ? "" : Why(route, side, healthy, wanted, deployments));
    }

    private async Task<List<JsonObject>> DeploymentsAsync(NamespacedName service, JsonObject selector, CancellationToken ct)
    {
        // A Service without a selector chooses nothing, not everything.
        if (selector.Count == 0)
            return [];
        var all = await kubernetes.ListAsync($"/apis/apps/v1/namespaces/{service.Namespace}/deployments", null, ct);
        return [.. all.Where(deployment => selector.All(pair => (string?)deployment["spec"]?["template"]?["metadata"]?["labels"]?[pair.Key] == (string?)pair.Value))];
    }

    private static string Why(Route route, Colour side, int healthy, int wanted, List<JsonObject> deployments)
    {
        if (wanted == 0)
            return $"Nothing runs on {side.Word} of {route.Key}.";
        var because = (from deployment in deployments
                       from condition in deployment["status"]?["conditions"]?.AsArray() ?? []
                       where ((string?)condition["type"], (string?)condition["status"]) is ("ReplicaFailure", "True") or ("Progressing", "False") or ("Available", "False")
                       orderby (string?)condition["type"] descending
                       select (string?)condition["message"]).FirstOrDefault(message => !string.IsNullOrEmpty(message));
        return $"{healthy} of {wanted} replicas of {side.Word} of {route.Key} are healthy{(because is null ? "." : $": {because.TrimEnd('.')}.")}";
    }
}
