using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What everybody who works on one preview or update shares.</summary>
internal sealed class Run(string stack, string project, OperationRequest request, StackConfig config, LiveState state, EventLog events, TimeProvider time, CancellationToken ct) : IDisposable
{
    readonly ConcurrentDictionary<Op, int> counts = new();
    readonly ConcurrentDictionary<string, (ResourceState State, int? Slot)> current = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<(string Type, string Key), string> keys = new();
    readonly Lazy<ILookup<string, ResourceState>> before = new(() => state.Start.Resources.ToLookup(resource => resource.Urn, StringComparer.Ordinal));
    readonly ConcurrentDictionary<string, ImmutableArray<string>> aliases = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, byte> unfinished = new(StringComparer.Ordinal), replaced = new(StringComparer.Ordinal);
    int failed, stopped;

    public string Stack => stack;
    public string Project => project;
    public bool IsPreview => request.IsPreview;
    public int Parallel => request.Parallel;
    public bool ContinuesOnError => request.ContinueOnError;
    public Selection Selection => request.Selection;
    public StackConfig Config => config;
    public LiveState State => state;
    public EventLog Events => events;
    public TimeProvider Time => time;

    /// <summary>Cancelled by the user; steps under way end as they can.</summary>
    public CancellationToken Cancelled => ct;

    /// <summary>How many steps may call a provider at once.</summary>
    public SemaphoreSlim Slots { get; } = new(request.Parallel);

    public string RootUrn { get; } = Urn.Root(stack, project);
    public bool HasFailed => Volatile.Read(ref failed) != 0;

    /// <summary>The first failure of an update stops it, unless it was told to continue; a preview goes on, to show all of them.</summary>
    public bool MustStop => ct.IsCancellationRequested || (Volatile.Read(ref stopped) != 0 && !IsPreview && !ContinuesOnError);

    /// <summary>It will end as failed, but goes on until then.</summary>
    public void FailAtEnd() => Interlocked.Exchange(ref failed, 1);

    public void Fail()
    {
        FailAtEnd();
        Interlocked.Exchange(ref stopped, 1);
    }

    public void Fail(string urn, string message)
    {
        LeaveUnfinished(urn);
        Fail();
        events.Diagnostic("error", message, urn);
    }

    public void Count(Step step)
    {
        if (step is { IsInternal: false, Op.IsLogical: true }) counts.AddOrUpdate(step.Op, 1, (_, count) => count + 1);
    }

    /// <summary>For a refresh, which says what it found instead of what it did.</summary>
    public void Count(Op result) => counts.AddOrUpdate(result, 1, (_, count) => count + 1);

    public bool HasChanges => counts.Keys.Any(op => op.IsChange);

    public ImmutableSortedDictionary<string, int> Changes => counts.ToImmutableSortedDictionary(entry => entry.Key.Word, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>The resource as this run has registered it; null before that.</summary>
    public ResourceState? Find(string urn) => current.TryGetValue(urn, out var found) ? found.State : null;

    /// <summary>The resource as the last run left it; null when it had none.</summary>
    public ResourceState? Before(string urn) => before.Value[urn].FirstOrDefault();

    /// <param name="slot">Where the deployment has it; null for what is only answered to the program.</param>
    public void Register(ResourceState resource, int? slot)
    {
        current[resource.Urn] = (resource, slot);
        events.Secrets.Learn(resource.Outputs);
        if (resource.Id.Length > 0) keys[(resource.Type, resource.Id)] = resource.Urn;
        if (resource.Outputs["arn"]?.AsText is { } arn) keys[(resource.Type, arn)] = resource.Urn;
    }

    /// <summary>Outputs of a resource of this deployment, by its id or ARN; of one that the program has not come to yet, those from before.</summary>
    public PropertyMap? FindOutputs(string type, string key) => keys.TryGetValue((type, key), out var urn)
        ? Find(urn)?.Outputs
        : state.Olds.Select(old => old.Resource).FirstOrDefault(old => old.Type == type && (old.Id == key || old.Outputs["arn"]?.AsText == key))?.Outputs;

    /// <summary>The same, by what the outputs say.</summary>
    public PropertyMap? FindOutputs(string type, Func<PropertyMap, bool> isIt) =>
        Registered.Concat(state.Olds.Select(old => old.Resource)).FirstOrDefault(resource => resource.Type == type && isIt(resource.Outputs))?.Outputs;

    /// <summary>Its registration failed, or what it needs did: what was there before stays.</summary>
    public void LeaveUnfinished(string urn) => unfinished[urn] = 0;

    public bool IsUnfinished(string urn) => unfinished.ContainsKey(urn);

    /// <summary>Registered, but left out by the selection and so never created.</summary>
    public bool IsLeftOut(string urn) => current.TryGetValue(urn, out var found) && found.Slot is null;

    public void MarkReplaced(string urn) => replaced[urn] = 0;

    public bool IsReplaced(string urn) => replaced.ContainsKey(urn);

    /// <summary>Which URNs a registered resource had before, by its own word or its parent's.</summary>
    public ImmutableArray<string> Aliases(string urn) => aliases.GetValueOrDefault(urn, []);

    public void Alias(string urn, ImmutableArray<string> before) => aliases[urn] = before;

    /// <summary>Changes a registered resource in place: the outputs of a component come late.</summary>
    public ResourceState Change(string urn, Func<ResourceState, ResourceState> change)
    {
        var (before, slot) = current.TryGetValue(urn, out var found) ? found : throw new EngineException($"The program gives outputs of {urn}, which it never registered.");
        var after = change(before);
        if (slot is { } kept) state.Set(kept, after);
        current[urn] = (after, slot);
        return after;
    }

    /// <summary>What a process that was killed was about to create under a URN; null when nothing was.</summary>
    public ResourceState? Interrupted(string urn) =>
        state.Start.PendingOperations.FirstOrDefault(pending => pending.Type == "creating" && pending.Resource.Urn == urn)?.Resource;

    /// <summary>A process was killed while it deleted this, or never heard the answer; whether it is still there is not known.</summary>
    public bool MayBeGone(ResourceState old) => state.Start.PendingOperations.Any(pending => pending.Type == "deleting" && pending.Resource.Urn == old.Urn && pending.Resource.Id == old.Id);

    /// <summary>Not a copy: most who are handed all resources look at none or few of them.</summary>
    public IEnumerable<ResourceState> Registered => current.Select(entry => entry.Value.State);

    public void Dispose() => Slots.Dispose();
}
