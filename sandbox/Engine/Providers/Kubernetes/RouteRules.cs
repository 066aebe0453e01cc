using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The rules of the router that a route asks for: one for each match of each rule on each listener that it is attached to.</summary>
internal static class RouteRules
{
    const int ExactHost = 1000;

    public static IEnumerable<RouteRule> Of(ClusterObjects objects, ClusterObject route)
    {
        var isFirst = true;
        foreach (var parent in RouteParents.Of(objects, route))
            foreach (var (number, rule) in RouteBackends.Rules(route.Outputs).Index())
                foreach (var (index, match) in Matches(rule).Index())
                {
                    yield return Of(route, parent, rule, match) with { Id = isFirst ? route.Key : $"{route.Key}#{parent.Number}.{number}.{index}", Rule = number, Match = index };
                    isFirst = false;
                }
    }

    public static bool IsOf(string ruleId, ClusterObject route) => ruleId == route.Key || ruleId.StartsWith($"{route.Key}#", StringComparison.Ordinal);

    static RouteRule Of(ClusterObject route, RouteParents.Parent parent, PropertyMap rule, PropertyMap match)
    {
        var (isExact, path) = (Manifest.Text(match, "path.type") == "Exact", Manifest.Text(match, "path.value") ?? "/");
        if (!isExact) path = path.TrimEnd('/');
        var headers = (match["headers"]?.AsList ?? []).Select(header => header.AsMap).ToList();
        var shares = RouteBackends.Shares(route, rule);
        return new RouteRule
        {
            Id = "",
            Route = route,
            ListenerId = parent.Listener.Id,
            Conditions = Conditions(parent.Hosts, isExact, path, headers),
            Action = shares.IsEmpty ? new RuleAction { Response = new FixedResponse(500, "text/plain", $"The route {route.Id} names no backend here.\n") } : new RuleAction { Forward = shares, Mirrors = RouteMirrors.Of(route, rule) },
            Rule = 0,
            Match = 0,
            HostLength = parent.Hosts.Select(host => host.StartsWith('*') ? host.Length : ExactHost + host.Length).DefaultIfEmpty(0).Max(),
            IsExactPath = isExact,
            PathLength = path.Length,
            Headers = headers.Count,
        };
    }

    static ImmutableArray<Condition> Conditions(ImmutableArray<string> hosts, bool isExact, string path, List<PropertyMap> headers)
    {
        var all = ImmutableArray.CreateBuilder<Condition>();
        if (!hosts.IsEmpty) all.Add(new Condition(ConditionField.Host, null, hosts));
        // A prefix is whole elements: /tea takes /tea and /tea/green, and not /teapot.
        if (isExact) all.Add(new Condition(ConditionField.Path, null, [path]));
        else if (path.Length > 0) all.Add(new Condition(ConditionField.Path, null, [path, $"{path}/*"]));
        foreach (var header in headers) all.Add(new Condition(ConditionField.ExactHeader, header["name"]?.AsText ?? "", [header["value"]?.AsText ?? ""]));
        if (all.Count == 0) all.Add(new Condition(ConditionField.Path, null, ["*"]));
        return all.ToImmutable();
    }

    // Without a match, a rule takes everything.
    static IEnumerable<PropertyMap> Matches(PropertyMap rule) => rule["matches"]?.AsList is { Length: > 0 } matches ? matches.Select(match => match.AsMap) : [PropertyMap.Empty];
}
