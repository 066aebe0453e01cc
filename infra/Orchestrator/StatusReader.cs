using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Steps;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator;

/// <summary>Looks at a service: takes no lease and changes nothing.</summary>
public static class StatusReader
{
    /// <param name="router">Null where the real weights can't be read.</param>
    /// <exception cref="JournalException">The journal can't be trusted.</exception>
    /// <exception cref="StackException">The state of a stack can't be read.</exception>
    public static async Task<ServiceStatus> ReadAsync(IStackOutputs stacks, IJournals journals, ITrafficRouter? router, ServiceKey key, CancellationToken ct)
    {
        var situation = await Situation.ReadAsync(stacks, journals.Open(key), key, ct);
        var real = router is null ? null : await router.ReadAsync(await new RouteBook(stacks, key).GetAsync(ct), ct);
        var newest = situation.Newest;
        var held = await journals.Leases.FindAsync(key, ct);
        return new()
        {
            Key = key,
            Present = situation.Present,
            Real = real,
            Rollout = newest is null ? null : Story.Of(key, newest.Facts),
            Facts = newest?.Facts ?? [],
            Lease = held,
            LastLease = await journals.Leases.LastAsync(key, ct),
            Findings = [.. Findings(key, situation, held is null || newest is null ? null : Ledger.Of(newest.Plan, newest.Facts), real)],
        };
    }

    /// <param name="moving">What the rollout that is moved right now has done; null when nobody moves one.</param>
    private static IEnumerable<string> Findings(ServiceKey key, Situation situation, Ledger? moving, Shares? real)
    {
        if (situation.Unexplained(key) is { } unexplained)
            yield return unexplained;
        var stack = Shares.Of(situation.Present.Split);
        // A step sets the rule before its stack has written down that it did.
        var isExplained = moving is not null && (real == moving.Set || !moving.Unsure.IsEmpty);
        if (real is not null && real != stack && !isExplained)
            yield return $"{key.Service}'s rule holds {real}, its stack {key.Traffic} says {stack}. `infra up {key.Traffic} --refresh` brings back what the stack says.";
    }
}
