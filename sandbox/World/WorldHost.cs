using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Sandbox.World.Control;
using Infra.Sandbox.World.Faults;
using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Images;
using Infra.Sandbox.World.Keeping;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Sandbox.World.Storage;
using Infra.Sandbox.World.Workloads;

namespace Infra.Sandbox.World;

/// <summary>The world itself: what was asked of it, and everything that makes it so. The control API says the same words.</summary>
internal sealed class WorldHost : IAsyncDisposable
{
    /// <summary>Bounds for a world that ends: its groups and workloads may ask for more, but not of somebody who waits for the end.</summary>
    public static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(10), LongestStop = TimeSpan.FromSeconds(10);

    readonly WorldFolder folder;
    readonly TimeProvider time;
    readonly StateFile file;
    readonly WorldLog log;
    readonly ImageStore images;
    readonly TaskKeeper keeper;
    readonly HealthProbe probe;
    readonly Metrics metrics = new();
    readonly Router router;
    readonly WorldFaults faults;
    readonly RouterFaults routerFaults;
    readonly Surroundings surroundings;
    readonly CancellationTokenSource ending = new();
    readonly DateTimeOffset started;
    readonly SemaphoreSlim changing = new(1);
    readonly Lock routing = new();
    readonly ConcurrentDictionary<string, WorkloadRunner> runners = [];
    readonly ConcurrentDictionary<WorkloadRunner, string> retiring = [];
    volatile Desired desired;
    int replicas;

    public WorldHost(WorldFolder folder, WorldLog log, Activity activity, Random random, TimeProvider time)
    {
        (this.folder, this.log, this.time, started) = (folder, log, time, time.GetUtcNow());
        file = new StateFile(folder);
        desired = file.Load();
        images = new ImageStore(folder);
        keeper = new TaskKeeper(log);
        probe = new HealthProbe(time);
        var book = new FaultBook(folder.Root);
        (faults, routerFaults) = (new WorldFaults(book, time), new RouterFaults(book, time, log, ending.Token));
        router = new Router(time, new Chance(random), activity, new CertificateFile(folder, time).Load);
        surroundings = new Surroundings
        {
            Folder = folder,
            Time = time,
            Images = images,
            Keeper = keeper,
            Probe = probe,
            Faults = faults,
            Ports = FreePorts.ForTasks(random),
            Log = log,
            NextNumber = () => Interlocked.Increment(ref replicas),
            FindGroup = id => desired.TargetGroups.GetValueOrDefault(id),
            FindImage = reference => ImageReference.Find(desired.Images, reference),
            Reroute = Reroute,
        };
    }

    public Desired Desired => desired;

    /// <summary>Brings back what the stored state says.</summary>
    /// <exception cref="WorldException">A port of it is in use.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        await OpenAsync(desired, ct);
        Reroute();
        foreach (var workload in desired.Workloads.Values) runners[workload.Id] = new WorkloadRunner(workload, surroundings, ending.Token);
        _ = KillStruckAsync();
    }

    public WorldStatus Status() => new()
    {
        ProcessId = Environment.ProcessId,
        Started = started,
        Listeners = [.. desired.Listeners.Values],
        Certificate = desired.Listeners.Values.Any(listener => listener.Protocol == ListenerProtocol.Https) ? folder.Certificate : null,
        Workloads = [.. desired.Workloads.Keys.Select(Workload).OfType<WorkloadStatus>()],
        Images = desired.Images,
    };

    public WorkloadStatus? Workload(string id) =>
        desired.Workloads.TryGetValue(id, out var spec) && runners.TryGetValue(id, out var runner) ? runner.Describe(spec) : null;

    public ImageStatus? Image(string reference) => ImageReference.Find(desired.Images, reference);

    public ImmutableArray<TargetGroup> TargetGroups(string under) => [.. desired.TargetGroups.Values.Where(group => group.Id.StartsWith(under, StringComparison.Ordinal))];

    public ImmutableArray<Rule> RulesOf(string listenerId) => [.. desired.Rules.Values.Where(rule => rule.ListenerId == listenerId)];

    public string MetricsText() => faults.Read(metrics.Text);

    public ImmutableArray<Target> Health(string targetGroupId) =>
    [
        .. from replica in Replicas()
           from registration in replica.Registrations
           where registration.TargetGroupId == targetGroupId
           select replica.Describe(registration.Health),
    ];

    public Task PutAsync(TargetGroup group, CancellationToken ct) =>
        ChangeAsync(now => Check.Put(now, group), now => now with { TargetGroups = now.TargetGroups.SetItem(group.Id, group) }, ct);

    public Task PutAsync(Listener listener, CancellationToken ct) =>
        ChangeAsync(now => Check.Put(now, listener), now => now with { Listeners = now.Listeners.SetItem(listener.Id, listener) }, ct);

    public Task PutAsync(Rule rule, CancellationToken ct) => PutAsync(rule, _ => [], ct);

    public Task PutAsync(RuleChange asked, CancellationToken ct) => PutAsync(asked.To, now => Check.Is(now, asked.From), ct);

    public Task PutAsync(Workload workload, CancellationToken ct) =>
        ChangeAsync(now => Check.Put(now, workload), now => now with { Workloads = now.Workloads.SetItem(workload.Id, workload) }, ct);

    public Task DeleteTargetGroupAsync(string id, CancellationToken ct) =>
        ChangeAsync(now => Check.DeleteTargetGroup(now, id), now => now with { TargetGroups = now.TargetGroups.Remove(id) }, ct);

    public Task DeleteListenerAsync(string id, CancellationToken ct) =>
        ChangeAsync(now => Check.DeleteListener(now, id), now => now with { Listeners = now.Listeners.Remove(id) }, ct);

    public Task DeleteRuleAsync(string id, CancellationToken ct)
    {
        routerFaults.Forget(id);
        return ChangeAsync(_ => [], now => now with { Rules = now.Rules.Remove(id) }, ct);
    }

    public async Task DeleteWorkloadAsync(string id, CancellationToken ct)
    {
        await ChangeAsync(_ => [], now => now with { Workloads = now.Workloads.Remove(id) }, ct);
        await Task.WhenAll(retiring.Where(entry => entry.Value == id).Select(entry => entry.Key.Gone)).WaitAsync(ct);
    }

    public async Task<ImageStatus> AddImageAsync(string repository, string source, string? tag, CancellationToken ct)
    {
        if (repository.Length == 0 || repository.AsSpan().ContainsAny(":@ \t\n")) throw new WorldException($"Image name '{repository}' must be a plain name such as shop/web, without ':', '@' or blanks.");
        var manifest = await images.AddAsync(source, ct);
        await ChangeAsync(_ => [], now => now with { Images = ImageList.Add(now.Images, repository, manifest.Digest, tag, manifest.Bytes) }, ct);
        return Image($"{repository}@{manifest.Digest}") ?? throw new WorldException($"Image {repository}@{manifest.Digest} was added and is gone again.");
    }

    /// <summary>Drains and ends every process, within bounds; what was asked stays stored.</summary>
    public async ValueTask DisposeAsync()
    {
        await changing.WaitAsync();
        await ending.CancelAsync();
        var all = runners.Values.Concat(retiring.Keys).ToList();
        foreach (var runner in all) runner.Poke();
        await Task.WhenAny(Task.WhenAll(all.Select(runner => runner.Gone)), Task.Delay(LongestDrain + LongestStop + TimeSpan.FromSeconds(2), time));
        await router.DisposeAsync();
        // Whoever is left by now is killed by the keeper.
        await keeper.DisposeAsync();
        probe.Dispose();
    }

    Task PutAsync(Rule rule, Func<Desired, IEnumerable<string>> isAsExpected, CancellationToken ct) => routerFaults.PutAsync(
        rule, desired.Rules.GetValueOrDefault(rule.Id), desired.Listeners.GetValueOrDefault(rule.ListenerId)?.Port,
        stop => ChangeAsync(now => [.. isAsExpected(now), .. Check.Put(now, rule)], now => now with { Rules = now.Rules.SetItem(rule.Id, rule) }, stop), ct);

    async Task ChangeAsync(Func<Desired, IEnumerable<string>> check, Func<Desired, Desired> change, CancellationToken ct)
    {
        await changing.WaitAsync(ct);
        try
        {
            if (ending.IsCancellationRequested) throw new WorldException($"The world of {folder.Root} is ending and takes no change any more.");
            var problems = check(desired).ToList();
            if (problems.Count > 0) throw new WorldException(string.Join(Environment.NewLine, problems));
            await ApplyAsync(change(desired), ct);
        }
        finally
        {
            changing.Release();
        }
    }

    async Task ApplyAsync(Desired next, CancellationToken ct)
    {
        var before = desired;
        try
        {
            await OpenAsync(next, ct);
            // Users first, the disk second: traffic that leaves a bad side must not wait for it. Nobody has been told yet that this is done.
            Route(next);
            file.Save(next);
        }
        catch
        {
            Route(before);
            await OpenAsync(before, CancellationToken.None);
            await CloseOthersAsync(before);
            throw;
        }
        await CloseOthersAsync(next);

        foreach (var (id, workload) in next.Workloads)
        {
            if (runners.TryGetValue(id, out var runner)) runner.Want(workload);
            else runners[id] = new WorkloadRunner(workload, surroundings, ending.Token);
        }
        foreach (var id in runners.Keys.Where(id => !next.Workloads.ContainsKey(id)).ToList())
            if (runners.TryRemove(id, out var runner)) Retire(id, runner);
    }

    async Task OpenAsync(Desired wanted, CancellationToken ct)
    {
        foreach (var listener in wanted.Listeners.Values) await router.OpenAsync(listener.Port, listener.Protocol, ct);
    }

    async Task CloseOthersAsync(Desired keep)
    {
        var ports = keep.Listeners.Values.Select(listener => listener.Port).ToHashSet();
        foreach (var port in router.Ports.Where(port => !ports.Contains(port)).ToList()) await router.CloseAsync(port);
    }

    void Retire(string id, WorkloadRunner runner)
    {
        retiring[runner] = id;
        runner.Retire();
        _ = runner.Gone.ContinueWith(_ => retiring.TryRemove(runner, out var _), TaskScheduler.Default);
    }

    void Route(Desired wanted)
    {
        desired = wanted;
        Reroute();
    }

    /// <summary>One table at a time, so that an older view of who is healthy never replaces a newer one.</summary>
    void Reroute()
    {
        lock (routing)
        {
            var all = Replicas().Where(replica => !replica.IsLeaving).ToList();
            router.Swap(RoutingTable.Build(routerFaults.InEffect(desired), group =>
            {
                var healthy = all.Where(replica => replica.Registrations.Any(place => place.TargetGroupId == group && place.IsHealthy)).ToList();
                // Fails open, as the real balancer does: where every target of a group is unhealthy, the check may be what is wrong.
                var able = healthy.Count > 0 || desired.TargetGroups[group].Kind != GroupKind.Balancer ? healthy : all.Where(replica => replica.Registrations.Any(place => place.TargetGroupId == group && place.Health.State == TargetState.Unhealthy));
                return [.. able.Select(replica => replica.Upstream)];
            }, metrics));
        }
    }

    async Task KillStruckAsync()
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        try
        {
            while (await look.WaitForNextTickAsync(ending.Token))
                foreach (var replica in Replicas().Where(replica => !replica.IsLeaving && replica.Registrations.Any(place =>
                    desired.TargetGroups.GetValueOrDefault(place.TargetGroupId) is { } group && faults.Dies(group.Name, time.GetElapsedTime(replica.Started)))))
                    await replica.KillAsync();
        }
        catch (OperationCanceledException)
        {
            // The world ends, and its replicas with it.
        }
    }

    IEnumerable<Replica> Replicas() => runners.Values.Concat(retiring.Keys).SelectMany(runner => runner.Replicas);
}
