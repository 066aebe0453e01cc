using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.Engine;
using Infra.Sandbox.World;

namespace Infra.Cli.Sandbox;

/// <summary>The front Service of a service on a simulated cluster without a Gateway.</summary>
internal sealed class SandboxFront(SimulatedServices services, string cluster) : ITrafficRouter
{
    public async Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct)
    {
        var selectors = Selectors(route);
        if (Front.Complaint(route, desired, selectors) is { } complaint)
            throw new WorldException(complaint);
        var live = Find(route.Rule) ?? throw new WorldException($"The sandbox has no Service of {route.Key} that users come in by; `infra up {route.Key.Traffic} --stage {route.Key.Stage}` makes it.");
        var front = Front.Of(route, desired, selectors);
        await confirm();
        await services.ReplaceAsync(cluster, route.Rule, live, live with { Selector = front.Selector, Annotations = live.Annotations.SetItem(FrontService.Sides, front.Sides) }, ct);
    }

    public Task<Shares> ReadAsync(Route route, CancellationToken ct) => Task.FromResult(Find(route.Rule) is not { } live
        ? Shares.Nobody
        : new Front(live.Selector, live.Annotations.GetValueOrDefault(FrontService.Sides, "")).Read(route, Selectors(route))
            ?? throw new WorldException($"The Service of {route.Key} selects neither its blue nor its green side: {string.Join(", ", live.Selector.Select(label => $"{label.Key}={label.Value}"))}."));

    private Dictionary<Colour, ImmutableSortedDictionary<string, string>> Selectors(Route route) =>
        (from side in new[] { Colour.Blue, Colour.Green }
         let own = Find(route.Targets(side))
         where own is not null
         select (side, own.Selector)).ToDictionary();

    private SimulatedService? Find(string service) => service.Length == 0 ? null : services.Find(cluster, service);
}
