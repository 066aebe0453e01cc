using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>A route is rules of the router, on the listeners of its Gateways.</summary>
internal sealed class HttpRouteType(Cluster cluster, Endpoints endpoints, RouteSync routes) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var route = cluster.Object(Cluster.Routes, id, outputs);
        var objects = cluster.Objects().With(route);
        await endpoints.PutGroupsAsync(objects, route.Space, ct);
        await routes.ApplyAsync(objects, route, isAsked: true, ct);
        await endpoints.SettleAsync(objects, route.Space, ct);
        return RouteStatus.Over(objects, route);
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var route = cluster.Object(Cluster.Routes, known.Id, known.Outputs);
        var objects = cluster.Objects().With(route);
        var actual = (await routes.RulesAsync(await cluster.WorldAsync(ct), route, ct)).ToDictionary(rule => rule.Id);
        foreach (var rule in RouteRules.Of(objects, route).GroupBy(rule => rule.Rule))
            if (rule.Select(match => (match.Action, Now: actual.GetValueOrDefault(match.Id)?.Action)).FirstOrDefault(match => match.Now is { } now && !(RouteBackends.Same(now.Forward, match.Action.Forward) && RouteMirrors.Same(now.Mirrors, match.Action.Mirrors))) is { Now: { } now })
                known = known with { Inputs = Over(route, known.Inputs, rule.Key, now), Outputs = Over(route, known.Outputs, rule.Key, now) };
        return known with { Outputs = RouteStatus.Over(objects, route with { Outputs = known.Outputs }) };
    }

    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        var gone = cluster.Object(Cluster.Routes, id, PropertyMap.Empty);
        await routes.RemoveAsync(gone, ct);
        await endpoints.SettleAsync(cluster.Objects().Without(gone.Type, gone.Key), gone.Space, ct);
    }

    static PropertyMap Over(ClusterObject route, PropertyMap properties, int index, RuleAction actual) => RouteBackends.Rules(properties) is var rules && index < rules.Length
        ? Manifest.Set(properties, "spec.rules", new PropertyValue.List([.. rules.Select((rule, at) => (PropertyValue)(at == index ? RouteMirrors.Over(route, RouteBackends.Over(route, rule, actual.Forward), actual.Mirrors) : rule))]))
        : properties;
}
