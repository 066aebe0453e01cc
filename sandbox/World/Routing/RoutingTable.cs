using System.Collections.Frozen;
using System.Collections.Immutable;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Routing;

/// <summary>Everything a request's way depends on, as one immutable value: a change is one exchange of it.</summary>
internal sealed class RoutingTable(FrozenDictionary<int, ListenerTable> listeners)
{
    public static readonly RoutingTable Empty = new(FrozenDictionary<int, ListenerTable>.Empty);

    public ListenerTable? Find(int port) => listeners.GetValueOrDefault(port);

    public static RoutingTable Build(Desired desired, Func<string, ImmutableArray<Upstream>> healthy, Metrics metrics)
    {
        Share ShareOf(string groupId, int weight, int port)
        {
            var group = desired.TargetGroups[groupId];
            return new Share(weight, group.Name, healthy(group.Id), metrics.Of(port, group.Name), group.Kind == GroupKind.Missing);
        }

        Route RouteOf(RuleAction action, int port) => new(action.Response,
            [.. action.Forward.Select(share => ShareOf(share.TargetGroupId, share.Weight, port))],
            [.. action.Mirrors.Select(mirror => (ShareOf(mirror.TargetGroupId, 0, port), mirror.Numerator, mirror.Denominator))],
            action.Stickiness);

        ListenerTable TableOf(Listener listener) => new(
            metrics.Of(listener.Port, ""),
            [.. desired.Rules.Values
                .Where(rule => rule.ListenerId == listener.Id)
                .OrderBy(rule => rule.Priority)
                .Select(rule => (new RequestMatcher(rule.Conditions), RouteOf(rule.Action, listener.Port)))],
            RouteOf(listener.Default, listener.Port));

        return new RoutingTable(desired.Listeners.Values.ToFrozenDictionary(listener => listener.Port, TableOf));
    }
}
