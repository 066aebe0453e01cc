using System.Collections.Concurrent;
using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Cli.Sandbox;

/// <summary>Counts of a front Service, behind which both sides are one to the router: what came between two looks belongs to the side that served at both, and is nobody's where that changed.</summary>
/// <param name="total">Counts all of it as blue's.</param>
internal sealed class SandboxFrontProbe(IProbe total, ITrafficRouter router) : IProbe
{
    private readonly ConcurrentDictionary<ServiceKey, Look> _last = [];

    public async Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct)
    {
        var reading = await total.ReadAsync(route with { BlueTargets = route.Rule, GreenTargets = "" }, slowerThan, ct);
        if (reading is not Reading.Totals { Blue: var all })
            return reading;
        var serving = await ServingAsync(route, ct);
        var look = _last.GetValueOrDefault(route.Key) is { } last ? last.After(all, serving) : new(all, serving, default, default);
        _last[route.Key] = look;
        return new Reading.Totals(look.Blue, look.Green);
    }

    private async Task<Colour?> ServingAsync(Route route, CancellationToken ct)
    {
        var shares = await router.ReadAsync(route, ct);
        return shares.Blue.Weight == Weight.All ? Colour.Blue : shares.Green.Weight == Weight.All ? Colour.Green : null;
    }

    private sealed record Look(Counts All, Colour? Serving, Counts Blue, Counts Green)
    {
        public Look After(Counts all, Colour? serving)
        {
            var between = serving == Serving ? all - All : default;
            return new(all, serving, Blue + (serving == Colour.Blue ? between : default), Green + (serving == Colour.Green ? between : default));
        }
    }
}
