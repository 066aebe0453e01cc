using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Between the actions of a listener or rule and what the router does with a request.</summary>
internal static class RouteActions
{
    public static RuleAction Read(string urn, ImmutableArray<PropertyValue> actions)
    {
        if (actions is not [var only]) throw new EngineException($"{urn} has {actions.Length} actions; the sandbox's router takes exactly one.");
        var action = only.AsMap;
        var type = action["type"]?.AsText;
        return type switch
        {
            "forward" when action["forward"] is { } forward => new RuleAction
            {
                Forward = [.. (forward.AsMap["targetGroups"]?.AsList ?? []).Select(group => Weighted(group.AsMap))],
                Stickiness = forward.AsMap["stickiness"]?.AsMap is { } sticky && sticky["enabled"]?.AsBool == true ? TimeSpan.FromSeconds(sticky["duration"]?.AsNumber ?? 0) : null,
            },
            "forward" when action["targetGroupArn"]?.AsText is { } arn => new RuleAction { Forward = [new WeightedTargetGroup(arn, 1)] },
            "fixed-response" when action["fixedResponse"]?.AsMap is { } response => new RuleAction
            {
                Response = new FixedResponse((int)(response["statusCode"]?.AsNumber ?? 200), response["contentType"]?.AsText ?? "text/plain", response["messageBody"]?.AsText ?? ""),
            },
            _ => throw new EngineException($"{urn} has an action of type '{type}' that the sandbox's router can't do; it does forward and fixed-response with their settings."),
        };
    }

    /// <summary>The actions as the program wrote them, unless the router does something else.</summary>
    public static PropertyValue Write(string urn, PropertyValue believed, RuleAction actual)
    {
        if (Same(Read(urn, believed.AsList), actual)) return believed;
        if (actual.Response is { } response)
            return new PropertyValue.List([PropertyMap.Of(("type", "fixed-response"), ("fixedResponse", PropertyMap.Of(
                ("contentType", response.ContentType), ("messageBody", response.Body), ("statusCode", $"{response.StatusCode}"))))]);
        var action = believed.AsList[0].AsMap;
        var shape = action["forward"]?.AsMap ?? PropertyMap.Empty;
        return new PropertyValue.List([action.Remove("fixedResponse").Remove("targetGroupArn")
            .Set("type", "forward")
            .Set("forward", Sticky(shape, actual.Stickiness).Set("targetGroups", new PropertyValue.List([.. Order(shape, actual.Forward).Select(Group)])))]);
    }

    static PropertyMap Sticky(PropertyMap shape, TimeSpan? actual) =>
        actual is { } duration ? shape.Set("stickiness", PropertyMap.Of(("duration", duration.TotalSeconds), ("enabled", true)))
        : shape["stickiness"]?.AsMap is { } off ? shape.Set("stickiness", off.Set("enabled", false))
        : shape;

    // Order means nothing to the router, so it must not show as a difference.
    static IEnumerable<WeightedTargetGroup> Order(PropertyMap shape, ImmutableArray<WeightedTargetGroup> actual)
    {
        var known = (shape["targetGroups"]?.AsList ?? []).Select(group => group.AsMap["arn"]?.AsText).ToList();
        return actual.OrderBy(group => known.IndexOf(group.TargetGroupId) is >= 0 and var place ? place : known.Count);
    }

    static PropertyValue Group(WeightedTargetGroup group) => PropertyMap.Of(("arn", group.TargetGroupId), ("weight", group.Weight));

    static WeightedTargetGroup Weighted(PropertyMap group) => new(group["arn"]?.AsText ?? "", (int)(group["weight"]?.AsNumber ?? 1));

    static bool Same(RuleAction a, RuleAction b) =>
        a.Response == b.Response
        && a.Stickiness == b.Stickiness
        && a.Forward.OrderBy(group => group.TargetGroupId, StringComparer.Ordinal).SequenceEqual(b.Forward.OrderBy(group => group.TargetGroupId, StringComparer.Ordinal));
}
