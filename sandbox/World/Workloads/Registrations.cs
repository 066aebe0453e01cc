using System.Collections.Immutable;
using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Workloads;

/// <summary>A replica's places in target groups, watched while its process runs. They change under it: what stands behind another name need not end for that.</summary>
internal sealed class Registrations(string replica, int port, Surroundings world, Action changed)
{
    readonly Lock gate = new();
    readonly Dictionary<Registration, (CancellationTokenSource Stop, Task Loop)> watches = [];
    volatile Registration[] all = [];
    bool runs;

    public IReadOnlyList<Registration> All => all;

    public void Set(ImmutableArray<string> groupIds)
    {
        lock (gate)
        {
            var before = all;
            all = [.. groupIds.Select(id => Array.Find(before, place => place.TargetGroupId == id) ?? new Registration(id, KnownHealth(id, before)))];
            foreach (var left in before.Except(all))
                if (watches.Remove(left, out var watch)) watch.Stop.Cancel();
            if (runs) foreach (var place in all.Except(before)) Watch(place);
        }
    }

    public void Start()
    {
        lock (gate)
        {
            runs = true;
            foreach (var place in all) Watch(place);
        }
    }

    /// <summary>Completes when nobody is asked any more.</summary>
    public async Task EndAsync()
    {
        Task[] loops;
        lock (gate)
        {
            runs = false;
            foreach (var (stop, _) in watches.Values) stop.Cancel();
            loops = [.. watches.Values.Select(watch => watch.Loop)];
        }
        await Task.WhenAll(loops);
    }

    // What passed a check has passed it wherever the same is asked: traffic that moves with the place finds it ready.
    TargetHealth KnownHealth(string groupId, Registration[] before) =>
        Array.Find(before, place => world.FindGroup(place.TargetGroupId) is { } its && its.HealthCheck == world.FindGroup(groupId)?.HealthCheck)?.Health ?? TargetHealth.Unknown;

    void Watch(Registration place)
    {
        var stop = new CancellationTokenSource();
        watches[place] = (stop, WatchAsync(place, stop.Token));
    }

    async Task WatchAsync(Registration place, CancellationToken ct)
    {
        // Not on the stack of who holds the gate.
        await Task.Yield();
        var loop = new HealthLoop(
            async (check, at, stop) => world.Faults.Seen(world.FindGroup(place.TargetGroupId)?.Name ?? "", await world.Probe.AskAsync(check, at, stop)),
            world.Time);
        try
        {
            await loop.RunAsync(port, place.Health, () => world.FindGroup(place.TargetGroupId)?.HealthCheck ?? Never, health => Judge(place, health), ct);
        }
        catch (OperationCanceledException)
        {
            // The process ended or left the group, or the world ends.
        }
    }

    void Judge(Registration place, TargetHealth health)
    {
        var before = place.Health.State;
        place.Health = health;
        if (before == health.State) return;
        world.Log.Say($"{replica} is {health.State} in {world.FindGroup(place.TargetGroupId)?.Name}. {health.Reason}".TrimEnd());
        world.Reroute();
        changed();
    }

    // A group can't go while a workload names it; a leaving replica's may, and then nobody reads the result.
    static readonly HealthCheck Never = new() { Path = "/", Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(1), HealthyThreshold = 1, UnhealthyThreshold = 1, Matcher = "200" };
}
