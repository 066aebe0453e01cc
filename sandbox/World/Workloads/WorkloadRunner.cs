using System.Collections.Immutable;
using System.Threading.Channels;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Workloads;

/// <summary>Keeps what runs of one workload equal to what was asked. Only its own loop starts and stops replicas.</summary>
internal sealed class WorkloadRunner
{
    readonly Surroundings world;
    readonly string name;
    readonly CancellationToken ending;
    readonly Channel<bool> pokes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Workload? spec;
    ImmutableArray<Replica> replicas = [];
    volatile string? lastFailure;
    int failures;
    DateTimeOffset notBefore;

    public WorkloadRunner(Workload spec, Surroundings world, CancellationToken ending)
    {
        (this.spec, this.world, name, this.ending) = (spec, world, ReplicaName.For(spec.Id), ending);
        _ = RunAsync();
        Poke();
    }

    public ImmutableArray<Replica> Replicas => replicas;

    /// <summary>Completes when it was retired and every process has ended.</summary>
    public Task Gone => gone.Task;

    public WorkloadStatus Describe(Workload current) => new(current, [.. replicas.SelectMany(replica => replica.Targets())], lastFailure);

    public void Want(Workload next)
    {
        if (spec is { } before && (before.Image != next.Image || !before.Environment.SequenceEqual(next.Environment))) notBefore = default;
        spec = next;
        Poke();
    }

    public void Retire()
    {
        spec = null;
        Poke();
    }

    /// <summary>The world ends.</summary>
    public void Hurry() => Poke();

    void Poke() => pokes.Writer.TryWrite(true);

    async Task RunAsync()
    {
        while (true)
        {
            await pokes.Reader.ReadAsync();
            BuryEnded();
            if (spec is { } wanted && !ending.IsCancellationRequested) TryAdjust(wanted);
            else StopAll();
            if (replicas.IsEmpty && (spec is null || ending.IsCancellationRequested)) break;
        }
        gone.TrySetResult();
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
        var wait = notBefore - world.Time.GetUtcNow();
        if (current.Count < wanted.Replicas && wait > TimeSpan.Zero) PokeAfter(wait);
        for (var i = current.Count; i < wanted.Replicas && wait <= TimeSpan.Zero; i++)
            replicas = replicas.Add(new Replica($"{name}-{world.NextNumber()}", wanted, world, Poke));

        foreach (var surplus in current.OrderBy(replica => replica.IsHealthy).ThenByDescending(replica => replica.Started).Take(current.Count - wanted.Replicas)) Stop(surplus);
        // The old ones serve until as many new ones are healthy as are wanted.
        if (current.Count(replica => replica.IsHealthy) >= wanted.Replicas)
            foreach (var old in staying.Except(current)) Stop(old);
    }

    void StopAll()
    {
        foreach (var replica in replicas) Stop(replica);
    }

    void BuryEnded()
    {
        foreach (var replica in replicas.Where(replica => replica.Ended.IsCompleted))
        {
            replicas = replicas.Remove(replica);
            if (replica.Ended.Result is not { } reason) continue;
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
        if (!replica.IsLeaving) _ = replica.StopAsync(drain, stop);
    }

    void PokeAfter(TimeSpan wait) => _ = Task.Delay(wait, world.Time, ending).ContinueWith(_ => Poke(), TaskScheduler.Default);
}
