using System.Text.Json.Nodes;

namespace Infra.Platforms.Kubernetes;

/// <summary>The pods behind a Service.</summary>
internal static class Endpoints
{
    /// <summary>Those that take requests, by what names them once, also where a pod has an address of each family.</summary>
    internal static async Task<HashSet<string>> ReadyAsync(KubeClient kubernetes, NamespacedName service, CancellationToken ct)
    {
        var slices = await kubernetes.ListAsync($"/apis/discovery.k8s.io/v1/namespaces/{service.Namespace}/endpointslices", $"kubernetes.io/service-name={service.Name}", ct);
        return [.. slices.SelectMany(Ready)];
    }

    private static IEnumerable<string> Ready(JsonObject slice) =>
        from endpoint in slice["endpoints"]?.AsArray() ?? []
        // Unknown means ready, says the API; one that ends gets no new requests.
        where (bool?)endpoint["conditions"]?["ready"] != false && (bool?)endpoint["conditions"]?["terminating"] != true
        select (string?)endpoint["targetRef"]?["uid"] ?? (string?)endpoint["addresses"]?[0] ?? "";
}
