using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <param name="unrouted">Counts the answers that no target group gave.</param>
internal sealed class ListenerTable(RouteMetrics unrouted, ImmutableArray<(RequestMatcher Matcher, Route Route)> rules, Route otherwise)
{
    public RouteMetrics Unrouted => unrouted;

    public Route Find(HttpRequest request)
    {
        foreach (var (matcher, route) in rules)
            if (matcher.Matches(request)) return route;
        return otherwise;
    }
}
