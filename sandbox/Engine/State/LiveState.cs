using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.State;

/// <summary>A deployment while it changes: new resources in the order of their registration, then old ones nobody has looked at yet.</summary>
/// <remarks>Every change goes to the log (if any) before it counts; who acts on it, or says so, waits for <see cref="SyncAsync"/> first. Safe for concurrent use.</remarks>
internal sealed class LiveState(Snapshot start, StepLog? log)
{
    readonly Lock gate = new();
    readonly List<ResourceState?> olds = [.. start.Resources];
    readonly List<ResourceState> news = [];
    readonly SortedDictionary<int, PendingOperation> pending = new(start.PendingOperations.Index().ToDictionary(entry => -1 - entry.Index, entry => entry.Item));
    SecretsProvider? secrets = start.SecretsProvider;
    int operations;

    public Snapshot Start => start;

    /// <summary>The old resource of an index as it is now; null when it is gone or taken over.</summary>
    public ResourceState? Old(int index)
    {
        lock (gate) return olds[index];
    }

    public ImmutableArray<(int Index, ResourceState Resource)> Olds
    {
        get { lock (gate) return [.. olds.Index().Where(entry => entry.Item is not null).Select(entry => (entry.Index, entry.Item!))]; }
    }

    public ImmutableArray<ResourceState> News
    {
        get { lock (gate) return [.. news]; }
    }

    public int Begin(string type, ResourceState resource) => Change(log => log.Begin(operations + 1, type, resource), () =>
    {
        pending[++operations] = new PendingOperation(resource, type);
        return operations;
    });

    public void End(int operation) => Change(log => log.End(operation), () => pending.Remove(operation));

    /// <summary>What was found is from now on an old resource; answers its index.</summary>
    public int Adopt(ResourceState resource) => Change(log => log.Adopt(resource), () =>
    {
        olds.Add(resource);
        return olds.Count - 1;
    });

    /// <summary>An old resource stays as it is.</summary>
    public int Keep(int old) => Change(log => log.Keep(old), () =>
    {
        news.Add(olds[old] ?? throw new InvalidOperationException($"Old resource {old} is gone already."));
        olds[old] = null;
        return news.Count - 1;
    });

    /// <summary>A new resource, or an old one's new state; answers its slot.</summary>
    public int Put(ResourceState resource, int? old) => Change(log => log.Put(resource, old), () =>
    {
        if (old is { } index) olds[index] = null;
        // In one line with what it came to: nobody who dies between the two is taken for one who died in the middle.
        foreach (var (operation, _) in pending.Where(entry => entry.Value.Type is "creating" or "updating" && entry.Value.Resource.Urn == resource.Urn).ToList()) pending.Remove(operation);
        news.Add(resource);
        return news.Count - 1;
    });

    public void Set(int slot, ResourceState resource) => Change(log => log.Set(slot, resource), () => news[slot] = resource);

    public void Mark(int old, ResourceState resource) => Change(log => log.Mark(old, resource), () => olds[old] = resource);

    /// <summary>A resource has another URN from now on, and all that refers to it says so at once: half of that would be a broken state.</summary>
    public void Rename(string from, string to) => Change(log => log.Rename(from, to), () =>
    {
        for (var i = 0; i < olds.Count; i++) olds[i] = olds[i]?.Renamed(from, to);
        for (var i = 0; i < news.Count; i++) news[i] = news[i].Renamed(from, to);
        return 0;
    });

    public void Remove(int old) => Change(log => log.Gone(old), () => olds[old] = null);

    public void ForgetPending() => Change(log => log.Forget(), () =>
    {
        pending.Clear();
        return 0;
    });

    /// <summary>Done when all changes so far would outlive a power cut.</summary>
    public Task SyncAsync() => log?.SyncAsync() ?? Task.CompletedTask;

    public void Use(SecretsProvider provider)
    {
        lock (gate) secrets = provider;
    }

    public Snapshot Now(DateTimeOffset time, string version)
    {
        lock (gate)
            return new Snapshot
            {
                Time = time,
                Version = version,
                SecretsProvider = secrets,
                Resources = DependencyOrder.Of([.. news, .. olds.OfType<ResourceState>()]),
                PendingOperations = [.. pending.Values],
            };
    }

    T Change<T>(Action<StepLog> record, Func<T> apply)
    {
        lock (gate)
        {
            if (log is not null) record(log);
            return apply();
        }
    }
}
