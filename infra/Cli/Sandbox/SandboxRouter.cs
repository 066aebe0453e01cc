using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;
using Mirror = Infra.Sandbox.World.Model.Mirror;
using Route = Infra.Orchestrator.Traffic.Route;

namespace Infra.Cli.Sandbox;

/// <summary>The production rule of a service, in the world.</summary>
internal sealed class SandboxRouter(WorldClient world, Func<Route, Route> named) : ITrafficRouter
{
    private static readonly FixedResponse Nobody = new(503, "text/plain", "Nobody serves this yet.");

    public async Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct)
    {
        route = named(route);
        var rule = await FindAsync(route, ct) ?? throw new WorldException($"The world knows no traffic rule of {route.Key}; `infra up {route.Key.Traffic} --stage {route.Key.Stage}` makes it.");
        ImmutableArray<WeightedTargetGroup> groups =
        [
            .. from colour in new[] { Colour.Blue, Colour.Green }
               where desired[colour].Attached
               select new WeightedTargetGroup(route.Targets(colour), desired[colour].Weight.InPercent),
        ];
        ImmutableArray<Mirror> mirrors = desired.Mirror is { } mirror ? [new(route.Targets(mirror.To), mirror.Share.InPercent, 100)] : [];
        var action = groups.IsEmpty ? new RuleAction { Response = rule.Action.Response ?? Nobody } : new() { Forward = groups, Mirrors = mirrors, Stickiness = desired.AreSplit ? rule.Action.Stickiness : null };
        await confirm();
        await world.ReplaceAsync(rule, rule with { Action = action }, ct);
    }

    public async Task<Shares> ReadAsync(Route route, CancellationToken ct)
    {
        route = named(route);
        if (await FindAsync(route, ct) is not { } rule)
            return Shares.Nobody;
        var groups = rule.Action.Forward.IsDefaultOrEmpty ? [] : rule.Action.Forward;
        var shares = RuleWeights.Read(route, [.. groups.Select(g => KeyValuePair.Create(g.TargetGroupId, g.Weight))])
            ?? throw new WorldException($"The traffic rule of {route.Key} sends to a target group that is neither its blue nor its green side: {string.Join(", ", groups.Select(g => g.TargetGroupId))}.");
        return shares with { Mirror = rule.Action.Mirrors is [var mirror, ..] ? Read(route, mirror) : null };
    }

    private static Infra.Catalog.Mirror Read(Route route, Mirror mirror)
    {
        var to = mirror.TargetGroupId == route.BlueTargets ? Colour.Blue
            : mirror.TargetGroupId == route.GreenTargets ? Colour.Green
            : throw new WorldException($"The traffic rule of {route.Key} mirrors to {mirror.TargetGroupId}, which is neither its blue nor its green side.");
        return new(to, Weight.Percent(Math.Clamp((int)Math.Round(100.0 * mirror.Numerator / mirror.Denominator), 1, 100)));
    }

    private async Task<Rule?> FindAsync(Route route, CancellationToken ct) =>
        route.Rule.Length == 0 ? null : await world.FindRuleAsync(route.Rule, ct);
}
