using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>The HTTPRoute of a service, by the Gateway API.</summary>
/// <remarks>
/// Rules are one atomic list: whoever sets a weight sets them all and owns them. So they are applied in the name of whoever applies the route already,
/// with all that it applied. A name of our own, or a plain patch, would take the rules away from Pulumi, and its next update would be refused as a conflict.
/// </remarks>
internal sealed class KubernetesRouter(KubeClient kubernetes, TimeProvider time) : ITrafficRouter
{
    private const string Group = "gateway.networking.k8s.io/v1";

    private static readonly TimeSpan _takesNotice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(100);

    public async Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct)
    {
        var live = await FindAsync(route, ct) ?? throw new PlatformException($"Kubernetes has no HTTPRoute of {route.Key}; `infra up {route.Key.Traffic} --stage {route.Key.Stage}` makes it.");
        var rules = live["spec"]?["rules"]?.AsArray().DeepClone().AsArray() ?? [];
        var backends = await BackendsAsync(route, desired, rules, ct);
        foreach (var rule in RouteRules.Production(rules))
            RouteRules.Write(route, rule, desired, backends);
        await confirm();
        try
        {
            await AwaitAsync(route, await kubernetes.ApplyAsync(Path(route), OwnedFields.Manager(live), Body(live, rules), ct), ct);
        }
        catch (PlatformException e) when (e.Code == "Conflict")
        {
            throw new PlatformException($"The HTTPRoute of {route.Key} was changed by someone between reading and setting it. Nothing was set.", e.Code, e);
        }
    }

    public async Task<Shares> ReadAsync(Route route, CancellationToken ct) =>
        await FindAsync(route, ct) is { } live ? RouteRules.Read(route, live["spec"]?["rules"]?.AsArray() ?? []) : Shares.Nobody;

    private static JsonObject Body(JsonObject live, JsonArray rules)
    {
        var body = OwnedFields.Body(live, Group, "HTTPRoute");
        body["spec"]!["rules"] = rules;
        return body;
    }

    /// <summary>An API server that has taken it is not yet a gateway that does it.</summary>
    private async Task AwaitAsync(Route route, JsonObject applied, CancellationToken ct)
    {
        var generation = (long?)applied["metadata"]?["generation"] ?? 0;
        for (var end = time.GetUtcNow() + _takesNotice; ;)
        {
            var conditions = Accepted(applied).ToList();
            if (conditions.FirstOrDefault(condition => Generation(condition) >= generation && (string?)condition["status"] == "False") is { } refused)
                throw new PlatformException($"The gateway doesn't take the HTTPRoute of {route.Key}: {(string?)refused["reason"]}, {(string?)refused["message"]}.");
            if (conditions.Count > 0 && conditions.All(condition => Generation(condition) >= generation))
                return;
            if (time.GetUtcNow() >= end)
                throw new PlatformException($"The HTTPRoute of {route.Key} was set, and after {_takesNotice.TotalSeconds:0} s no gateway has taken notice.");
            await Task.Delay(_again, time, ct);
            applied = await FindAsync(route, ct) ?? throw new PlatformException($"The HTTPRoute of {route.Key} is gone.");
        }
    }

    private static IEnumerable<JsonObject> Accepted(JsonObject live) =>
        from parent in live["status"]?["parents"]?.AsArray() ?? []
        from condition in parent?["conditions"]?.AsArray().OfType<JsonObject>() ?? []
        where (string?)condition["type"] == "Accepted"
        select condition;

    private static long Generation(JsonObject condition) => (long?)condition["observedGeneration"] ?? 0;

    /// <summary>A side that is in no rule yet is reached at the first port of its Service.</summary>
    private async Task<Dictionary<Colour, JsonObject>> BackendsAsync(Route route, Shares desired, JsonArray rules, CancellationToken ct)
    {
        var backends = new Dictionary<Colour, JsonObject>();
        foreach (var side in new[] { Colour.Blue, Colour.Green }.Where(side => desired[side].Attached && !RouteRules.Names(route, rules, side)))
        {
            var service = NamespacedName.Parse(route.Targets(side));
            var live = await kubernetes.FindAsync($"/api/v1/namespaces/{service.Namespace}/services/{service.Name}", ct);
            var port = (int?)live?["spec"]?["ports"]?[0]?["port"] ?? throw new PlatformException($"{side.Title} of {route.Key} has no Service {service} with a port; it can't be sent anything.");
            backends[side] = new() { ["group"] = "", ["kind"] = "Service", ["name"] = service.Name, ["port"] = port };
            if (service.Namespace != NamespacedName.Parse(route.Rule).Namespace)
                backends[side]["namespace"] = service.Namespace;
        }

        return backends;
    }

    private Task<JsonObject?> FindAsync(Route route, CancellationToken ct) =>
        route.Rule.Length == 0 ? Task.FromResult<JsonObject?>(null) : kubernetes.FindAsync(Path(route), ct);

    private static string Path(Route route)
    {
        var name = NamespacedName.Parse(route.Rule);
        return $"/apis/{Group}/namespaces/{name.Namespace}/httproutes/{name.Name}";
    }
}
