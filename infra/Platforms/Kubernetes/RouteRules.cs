using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>What the rules of an HTTPRoute say about two sides. Rules for the test header are for proving a side, not for users.</summary>
internal static class RouteRules
{
    internal static IEnumerable<JsonObject> Production(JsonArray rules) => rules.OfType<JsonObject>().Where(rule => !IsForTests(rule));

    /// <exception cref="PlatformException">The rules send elsewhere, or not all of them alike: nobody may read shares into that.</exception>
    internal static Shares Read(Route route, JsonArray rules)
    {
        Shares[] all = [.. Production(rules).Select(rule => Read(route, rule)).Distinct()];
        return all switch
        {
            [] => Shares.Nobody,
            [var one] => one,
            _ => throw new PlatformException($"The rules of {route.Key}'s HTTPRoute hold different shares: {string.Join("; ", all.Select(shares => shares.ToString()))}."),
        };
    }

    /// <summary>Whether each of them sends to that side, so that its port is known.</summary>
    internal static bool Names(Route route, JsonArray rules, Colour side) => Production(rules).All(rule => Find(route, rule, side) is not null);

    /// <summary>Lets a rule give these shares and copies; what else it says, and its backends, their ports and filters, is kept.</summary>
    internal static void Write(Route route, JsonObject rule, Shares desired, Dictionary<Colour, JsonObject> others)
    {
        var filters = Filters(rule).Where(filter => !RouteMirror.Is(filter)).Select(filter => (JsonNode)filter.DeepClone()).ToList();
        if (desired.Mirror is { } mirror)
            filters.Add(RouteMirror.Of(mirror.Share, Find(route, rule, mirror.To) ?? others[mirror.To]));
        var backends = Backends(route, rule, desired, others);
        rule["backendRefs"] = backends;
        if (filters.Count > 0 || rule["filters"] is not null)
            rule["filters"] = new JsonArray([.. filters]);
    }

    /// <summary>The backends that give these shares.</summary>
    private static JsonArray Backends(Route route, JsonObject rule, Shares desired, Dictionary<Colour, JsonObject> others) =>
    [
        .. from side in new[] { Colour.Blue, Colour.Green }
           where desired[side].Attached
           let backend = (Find(route, rule, side) ?? others[side]).DeepClone().AsObject()
           select Weighted(backend, desired[side].Weight),
    ];

    private static JsonObject Weighted(JsonObject backend, Weight weight)
    {
        backend["weight"] = weight.InPercent;
        return backend;
    }

    private static Shares Read(Route route, JsonObject rule)
    {
        KeyValuePair<string, int>[] weights = [.. Backends(rule).Select(backend => KeyValuePair.Create(Target(route, backend), (int?)backend["weight"] ?? 1))];
        var shares = RuleWeights.Read(route, weights)
            ?? throw new PlatformException($"The HTTPRoute of {route.Key} sends to a backend that is neither its blue nor its green side: {string.Join(", ", weights.Select(backend => backend.Key))}.");
        return shares with { Mirror = Mirror(route, rule) };
    }

    private static Mirror? Mirror(Route route, JsonObject rule)
    {
        Mirror[] mirrors =
        [
            .. from filter in Filters(rule)
               where RouteMirror.Is(filter)
               let target = Target(route, RouteMirror.Backend(filter))
               let side = target == route.BlueTargets ? Colour.Blue : target == route.GreenTargets ? Colour.Green : throw new PlatformException($"The HTTPRoute of {route.Key} mirrors to {target}, which is neither its blue nor its green side.")
               select new Mirror(side, RouteMirror.Share(filter)),
        ];
        return mirrors.Length <= 1 ? mirrors.FirstOrDefault() : throw new PlatformException($"The HTTPRoute of {route.Key} mirrors more than once: {string.Join(", ", mirrors.Select(mirror => mirror.ToString()))}.");
    }

    private static IEnumerable<JsonObject> Filters(JsonObject rule) => rule["filters"]?.AsArray().OfType<JsonObject>() ?? [];

    private static JsonObject? Find(Route route, JsonObject rule, Colour side) =>
        route.Targets(side) is { Length: > 0 } targets ? Backends(rule).FirstOrDefault(backend => Target(route, backend) == targets) : null;

    private static IEnumerable<JsonObject> Backends(JsonObject rule) => rule["backendRefs"]?.AsArray().OfType<JsonObject>() ?? [];

    /// <summary>As stacks publish a Service; another kind of backend is called by its kind, which no Service is.</summary>
    private static string Target(Route route, JsonObject backend) =>
        ((string?)backend["kind"] is { } kind and not "Service" ? $"{kind} " : "")
        + $"{(string?)backend["namespace"] ?? NamespacedName.Parse(route.Rule).Namespace}/{(string?)backend["name"]}";

    private static bool IsForTests(JsonObject rule) =>
        rule["matches"]?.AsArray() is { Count: > 0 } matches
        && matches.All(match => match?["headers"]?.AsArray().Any(header => StackOutputs.TestHeader.Equals((string?)header?["name"], StringComparison.OrdinalIgnoreCase)) == true);
}
