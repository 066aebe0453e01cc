using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>ResourceQuotas of the stage's namespace, against what the pods of a second side ask for.</summary>
internal sealed class KubernetesQuotas(KubeClient kubernetes, string space) : IQuotas
{
    public async Task<QuotaAnswer> AskAsync(Service service, PlatformKind platform, int replicas, CancellationToken ct)
    {
        try
        {
            var quotas = await kubernetes.ListAsync($"/api/v1/namespaces/{space}/resourcequotas", null, ct);
            return quotas.SelectMany(quota => Complaints(quota, service, replicas)).FirstOrDefault() is { } complaint
                ? new QuotaAnswer.Lacking(complaint)
                : new QuotaAnswer.Enough();
        }
        catch (PlatformException e)
        {
            return new QuotaAnswer.Unknown(e.Message);
        }
    }

    private IEnumerable<string> Complaints(JsonObject quota, Service service, int replicas)
    {
        // One for some pods only, such as those of a priority class, says nothing of ours.
        if (quota["spec"]?["scopes"] is JsonArray { Count: > 0 } || quota["spec"]?["scopeSelector"] is not null)
            yield break;
        foreach (var (resource, hard) in quota["status"]?["hard"] as JsonObject ?? [])
        {
            if (Needed(resource, service) is not { } each)
                continue;
            var (limit, used, needed) = (Quantity.Parse($"{hard}"), Quantity.Parse($"{quota["status"]?["used"]?[resource] ?? "0"}"), each * replicas);
            if (used + needed > limit)
                yield return $"{replicas} replicas of {service.Name} need {Say(resource, needed)} beside {Say(resource, used)} in use, and the ResourceQuota {space}/{quota["metadata"]?["name"]} allows {Say(resource, limit)} ({resource}). Raise it to {Say(resource, used + needed)} at least: `kubectl edit resourcequota {quota["metadata"]?["name"]} -n {space}`.";
        }
    }

    /// <summary>What one pod asks for, as the stacks declare it: as much as it may use. In cores, bytes, or pods.</summary>
    private static decimal? Needed(string resource, Service service) => resource switch
    {
        "cpu" or "requests.cpu" or "limits.cpu" => service.Cpu * 1000 / 1024 / 1000m,
        "memory" or "requests.memory" or "limits.memory" => service.Memory * 1024m * 1024m,
        "pods" or "count/pods" => 1,
        _ => null,
    };

    private static string Say(string resource, decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{(resource.EndsWith("cpu", StringComparison.Ordinal) ? $"{amount:0.###} CPU"
        : resource.EndsWith("memory", StringComparison.Ordinal) ? $"{amount / 1024m / 1024m:0.#}Mi"
        : $"{amount:0} pods")}");
}
