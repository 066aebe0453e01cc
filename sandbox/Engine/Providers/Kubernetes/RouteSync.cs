using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Makes the router's rules what a route asks for. Of a route that only comes to be attached, the shares that the router has stay.</summary>
internal sealed class RouteSync(Cluster cluster)
{
    /// <param name="isAsked">The route itself is made or changed, and not only what it is attached to.</param>
    public async Task ApplyAsync(ClusterObjects objects, ClusterObject route, bool isAsked, CancellationToken ct)
    {
        var world = await cluster.WorldAsync(ct);
        var (wanted, there) = (RouteRules.Of(objects, route).ToList(), await RulesAsync(world, route, ct));
        foreach (var gone in there.Where(rule => wanted.TrueForAll(other => other.Id != rule.Id))) await world.DeleteRuleAsync(gone.Id, ct);
        foreach (var listener in wanted.Select(rule => rule.ListenerId).Distinct()) await ApplyAsync(world, objects, route, listener, isAsked, ct);
    }

    public async Task RemoveAsync(ClusterObject route, CancellationToken ct)
    {
        var world = await cluster.WorldAsync(ct);
        foreach (var rule in await RulesAsync(world, route, ct)) await world.DeleteRuleAsync(rule.Id, ct);
    }

    async Task ApplyAsync(WorldClient world, ClusterObjects objects, ClusterObject route, string listener, bool isAsked, CancellationToken ct)
    {
        var there = (await world.RulesAsync(listener, ct)).ToDictionary(rule => rule.Id);
        bool IsOwn(RouteRule rule) => rule.Route.Key == route.Key;
        bool Stays(RouteRule rule) => there.GetValueOrDefault(rule.Id) is { } now && (!IsOwn(rule) || rule.Asks(now));

        var all = RouteRule.InOrder(objects.Of(Cluster.Routes).SelectMany(each => RouteRules.Of(objects, each)).Where(rule => rule.ListenerId == listener && (IsOwn(rule) || there.ContainsKey(rule.Id)))).ToList();
        var places = RulePlaces.Assign([.. all.Select(rule => Stays(rule) ? (int?)there[rule.Id].Priority : null)]);
        var placed = all.Zip(places, (rule, place) => (Rule: rule, Place: place)).ToList();

        // A rule that asks for something else now may stand where another one is to stand.
        foreach (var (rule, _) in placed.Where(each => !Stays(each.Rule) && there.GetValueOrDefault(each.Rule.Id) is { } now && placed.Exists(other => other.Place == now.Priority && other.Rule.Id != each.Rule.Id)))
            await world.DeleteRuleAsync(rule.Id, ct);
        foreach (var (rule, place) in RulePlaces.Moves([.. placed.Where(each => Stays(each.Rule))], each => there[each.Rule.Id].Priority, each => each.Place))
            await world.ReplaceAsync(there[rule.Id], there[rule.Id] with { Priority = place }, ct);
        foreach (var (rule, place) in placed.Where(each => IsOwn(each.Rule) && (isAsked || !Stays(each.Rule))))
            await world.PutAsync(new Rule { Id = rule.Id, ListenerId = listener, Priority = place, Conditions = rule.Conditions, Action = isAsked ? rule.Action : there.GetValueOrDefault(rule.Id)?.Action ?? rule.Action }, ct);
    }

    public async Task<List<Rule>> RulesAsync(WorldClient world, ClusterObject route, CancellationToken ct)
    {
        var rules = new List<Rule>();
        foreach (var listener in (await world.StatusAsync(ct)).Listeners.Where(listener => listener.Id.StartsWith(cluster.Key(""), StringComparison.Ordinal)))
            rules.AddRange((await world.RulesAsync(listener.Id, ct)).Where(rule => RouteRules.IsOf(rule.Id, route)));
        return rules;
    }
}
