using System.Collections.Immutable;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Steps;

namespace Infra.Orchestrator;

internal static class StatusReader
{
    public static async Task<ServiceStatus> ReadAsync(Ports ports, ServiceKey key, CancellationToken ct)
    {
        var situation = await Situation.ReadAsync(ports.Stacks, ports.Journals.Open(key), key, ct);
        var real = ports.Router is { } router ? await router.ReadAsync(await new RouteBook(ports.Stacks, key).GetAsync(ct), ct) : null;
        return new()
        {
            Key = key,
            Present = situation.Present,
            Real = real,
            Rollout = situation.LastPlan is null ? null : Story.Of(key, situation.LastFacts),
            Lease = await ports.Journals.Leases.FindAsync(key, ct),
            Findings = [.. Findings(key, situation, real)],
        };
    }

    private static IEnumerable<string> Findings(ServiceKey key, Situation situation, Shares? real)
    {
        if (situation.Unexplained(key) is { } unexplained)
            yield return unexplained;
        var stack = Shares.Of(situation.Present.Split);
        if (real is not null && real != stack)
            yield return $"{key.Service}'s rule holds {real}, its stack {key.Traffic} says {stack}. `infra up {key.Traffic} --refresh` brings back what the stack says.";
        if (situation.Open is { } open)
            yield return $"{open.Id}, which brings {open.Release.Name}, has no end yet: `infra resume {key.Service}`, `infra rollback {key.Service}` or `infra abort {key.Service}`.";
    }
}
