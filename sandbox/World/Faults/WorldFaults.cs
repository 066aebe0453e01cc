using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Routing;

namespace Infra.Sandbox.World.Faults;

/// <summary>What strikes the world itself: its health checks, its replicas, and who reads its counters.</summary>
internal sealed class WorldFaults(FaultBook book, TimeProvider time)
{
    readonly Lock gate = new();
    string? stale;

    /// <summary>What a check of this group says, given what the target answered.</summary>
    public CheckResult Seen(string group, CheckResult answered) => book.Find<Fault.OnHealth>(fault => Matches(fault.Group, group)) switch
    {
        null => answered,
        { Then: HealthLie.Healthy } => new CheckResult(true, ""),
        { Then: HealthLie.Unhealthy } => Lie(group),
        { Then: HealthLie.Flap } flap => time.GetUtcNow().Ticks / flap.Every.Ticks % 2 == 0 ? Lie(group) : answered,
        var unknown => throw new System.Diagnostics.UnreachableException($"{unknown.Then}"),
    };

    /// <summary>Whether a replica of this group, which has lived this long, dies now.</summary>
    public bool Dies(string group, TimeSpan age) => book.Find<Fault.OnReplicas>(fault => Matches(fault.Group, group)) is { } fault && age >= fault.After;

    /// <summary>What a reader of the counters gets.</summary>
    /// <exception cref="WorldException">They can't be read.</exception>
    public string Read(Func<string> metrics)
    {
        var fault = book.Find<Fault.OnMetrics>(_ => true);
        lock (gate)
        {
            if (fault?.Then != MetricsLie.Stale) stale = null;
            return fault is null ? metrics() : fault.Then switch
            {
                MetricsLie.Down => throw new WorldException($"The metrics of the router don't answer: a fault of the sandbox, {fault.Says}."),
                MetricsLie.Empty => "",
                MetricsLie.Stale => stale ??= metrics(),
            };
        }
    }

    static CheckResult Lie(string group) => new(false, $"The check of {group} lies: a fault of the sandbox.");

    static bool Matches(string pattern, string group) => Wildcard.Matches(pattern, group, ignoreCase: false);
}
