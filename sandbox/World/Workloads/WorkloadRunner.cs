using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Workloads;

/// <summary>Keeps what runs of one workload equal to what was asked. Only its steps, one at a time, start and stop replicas.</summary>
internal sealed class WorkloadRunner
{
    readonly Surroundings world;
    readonly string name;
    readonly CancellationToken ending;
    readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock turn = new();
    Workload? spec;
    ImmutableArray<Replica> replicas = [];
    string? lastFailure;
    int failures;
    DateTimeOffset notBefore;

    public WorkloadRunner(Workload spec, Surroundings world, CancellationToken ending)
    {
        (this.spec, this.world, name, this.ending) = (spec, world, ReplicaName.For(spec.Id), ending);
        Step();
    }

    public ImmutableArray<Replica> Replicas => replicas;

    /// <summary>Completes when it was retired, or the world ends, and every process has ended.</summary>
    public Task Gone => gone.Task;

    public WorkloadStatus Describe(Workload current)
    {
        lock (turn)
        {
            var staying = replicas.Where(replica => !replica.IsLeaving).ToLookup(replica => replica.Runs(current));
            return new WorkloadStatus(current, [.. replicas.SelectMany(replica => replica.Targets())], lastFailure)
            {
                IsSteady = replicas.Length == current.Replicas && replicas.All(replica => replica.IsHealthy && !replica.IsLeaving && replica.Runs(current)),
                Updated = staying[true].Count(),
                Ready = staying[true].Count(replica => replica.IsHealthy),
                Outdated = staying[false].Count(),
            };
        }
    }

    /// <summary>When it returns, the new replicas are there, if not healthy: nobody can mistake the old state for the wanted one.</summary>
    public void Want(Workload next)
    {
        lock (turn)
        {
            if (spec is { } before && !Replica.AreAlike(before, next)) (notBefore, failures) = (default, 0);
            spec = next;
            Step();
        }
    }

    public void Retire()
    {
        lock (turn)
        {
            spec = null;
            Step();
        }
    }

    /// <summary>Looks again, soon, and on nobody else's stack.</summary>
    public void Poke() => ThreadPool.UnsafeQueueUserWorkItem(static runner => runner.Step(), this, preferLocal: false);

    void Step()
    {
        lock (turn)
        {
            BuryEnded();
            if (spec is { } wanted && !ending.IsCancellationRequested) TryAdjust(wanted);
            else foreach (var replica in replicas) Stop(replica);
            if (replicas.IsEmpty && (spec is null || ending.IsCancellationRequested)) gone.TrySetResult();
        }
    }

    void TryAdjust(Workload wanted)
    {
        try
        {
            Adjust(wanted);
        }
        catch (WorldException e)
        {
            lastFailure = e.Message;
            PokeAfter(Backoff.After(++failures));
        }
    }

    void Adjust(Workload wanted)
    {
        var staying = replicas.Where(replica => !replica.IsLeaving).ToList();
        var current = staying.Where(replica => replica.Runs(wanted)).ToList();
        foreach (var replica in current) replica.Adopt(wanted);
        var wait = notBefore - world.Time.GetUtcNow();
        if (current.Count < wanted.Replicas && wait > TimeSpan.Zero) PokeAfter(wait);
        for (var i = current.Count; i < wanted.Replicas && wait <= TimeSpan.Zero; i++)
            replicas = replicas.Add(new Replica($"{name}-{world.NextNumber()}", wanted, world, Poke));

        foreach (var surplus in current.OrderBy(replica => replica.IsHealthy).ThenByDescending(replica => replica.Started).Take(current.Count - wanted.Replicas)) Stop(surplus);
        // The old ones serve until as many new ones are healthy as are wanted.
        if (current.Count(replica => replica.IsHealthy) >= wanted.Replicas)
            foreach (var old in staying.Except(current)) Stop(old);
    }

    void BuryEnded()
    {
        foreach (var replica in replicas.Where(replica => replica.Ended.IsCompleted))
        {
            replicas = replicas.Remove(replica);
            if (replica.Failure is not { } reason) continue;
            lastFailure = reason;
            failures = world.Time.GetElapsedTime(replica.Started) >= Backoff.Recovered ? 1 : failures + 1;
            notBefore = world.Time.GetUtcNow() + Backoff.After(failures);
            world.Log.Say(reason);
        }
    }

    void Stop(Replica replica)
    {
        // Once the world ends, so does patience: its bounds come before the group's.
        var (drain, stop) = ending.IsCancellationRequested ? (WorldHost.LongestDrain, WorldHost.LongestStop) : (TimeSpan.MaxValue, TimeSpan.MaxValue);
        if (!replica.IsLeaving) replica.Stop(drain, stop);
    }

    void PokeAfter(TimeSpan wait) => _ = Task.Delay(wait, world.Time, ending).ContinueWith(_ => Poke(), TaskScheduler.Default);
}
