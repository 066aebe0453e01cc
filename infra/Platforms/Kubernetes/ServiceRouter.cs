using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>The front Service of a service where no Gateway shares users out: one change of its selector moves them all.</summary>
/// <remarks>It is applied in the name of whoever applies it already, as a route is: a selector is one value, which whoever sets it owns.</remarks>
internal sealed class ServiceRouter(KubeClient kubernetes, TimeProvider time) : ITrafficRouter
{
    private static readonly TimeSpan _takesNotice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(100);

    public async Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct)
    {
        var selectors = await SelectorsAsync(route, ct);
        if (Front.Complaint(route, desired, selectors) is { } complaint)
            throw new PlatformException(complaint);
        var live = await FindAsync(route.Rule, ct) ?? throw new PlatformException($"Kubernetes has no Service of {route.Key} that users come in by; `infra up {route.Key.Traffic} --stage {route.Key.Stage}` makes it.");
        var body = Body(live, Front.Of(route, desired, selectors));
        await confirm();
        try
        {
            await kubernetes.ApplyAsync(Path(route.Rule), OwnedFields.Manager(live), body, ct);
        }
        catch (PlatformException e) when (e.Code == "Conflict")
        {
            throw new PlatformException($"The Service of {route.Key} was changed by someone between reading and setting it. Nothing was set.", e.Code, e);
        }

        await AwaitAsync(route, desired, ct);
    }

    public async Task<Shares> ReadAsync(Route route, CancellationToken ct) => await FindAsync(route.Rule, ct) is not { } live
        ? Shares.Nobody
        : new Front(Selector(live), (string?)live["metadata"]?["annotations"]?[FrontService.Sides] ?? "").Read(route, await SelectorsAsync(route, ct))
            ?? throw new PlatformException($"The Service of {route.Key} selects neither its blue nor its green side: {string.Join(", ", Selector(live).Select(label => $"{label.Key}={label.Value}"))}.");

    private static JsonObject Body(JsonObject live, Front front)
    {
        var body = OwnedFields.Body(live, "v1", "Service");
        body["metadata"]!["annotations"] ??= new JsonObject();
        body["metadata"]!["annotations"]![FrontService.Sides] = front.Sides;
        body["spec"]!["selector"] = new JsonObject(front.Selector.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        return body;
    }

    /// <summary>An API server that has taken it is not yet a cluster that does it: that is when its endpoints are those of the side that serves.</summary>
    private async Task AwaitAsync(Route route, Shares desired, CancellationToken ct)
    {
        var serving = new[] { Colour.Blue, Colour.Green }.Where(side => desired[side].Weight == Weight.All).Select(route.Targets).FirstOrDefault();
        for (var end = time.GetUtcNow() + _takesNotice; ;)
        {
            var wanted = serving is null ? [] : await Endpoints.ReadyAsync(kubernetes, NamespacedName.Parse(serving), ct);
            if ((await Endpoints.ReadyAsync(kubernetes, NamespacedName.Parse(route.Rule), ct)).SetEquals(wanted))
                return;
            if (time.GetUtcNow() >= end)
                throw new PlatformException($"The Service of {route.Key} was set, and after {_takesNotice.TotalSeconds:0} s its endpoints are not yet those of {(serving is null ? "nobody" : serving)}.");
            await Task.Delay(_again, time, ct);
        }
    }

    /// <summary>What the own Service of each side selects, of those that there are.</summary>
    private async Task<Dictionary<Colour, ImmutableSortedDictionary<string, string>>> SelectorsAsync(Route route, CancellationToken ct)
    {
        var selectors = new Dictionary<Colour, ImmutableSortedDictionary<string, string>>();
        foreach (var side in new[] { Colour.Blue, Colour.Green })
        {
            if (await FindAsync(route.Targets(side), ct) is { } service)
                selectors[side] = Selector(service);
        }

        return selectors;
    }

    private static ImmutableSortedDictionary<string, string> Selector(JsonObject service) =>
        (service["spec"]?["selector"]?.AsObject() ?? []).ToImmutableSortedDictionary(label => label.Key, label => (string?)label.Value ?? "", StringComparer.Ordinal);

    private Task<JsonObject?> FindAsync(string service, CancellationToken ct) =>
        service.Length == 0 ? Task.FromResult<JsonObject?>(null) : kubernetes.FindAsync(Path(service), ct);

    private static string Path(string service)
    {
        var name = NamespacedName.Parse(service);
        return $"/api/v1/namespaces/{name.Namespace}/services/{name.Name}";
    }
}
