using System.Collections.Immutable;
using System.Threading.Channels;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Deletes what the program no longer wants: what others need goes after them; what is independent goes at once.</summary>
internal sealed class Pruner(Run run, ProviderRegistry providers, StepRunner steps)
{
    /// <param name="old">What is to go.</param>
    /// <param name="all">For a destroy: what is protected stays with everything it needs, the rest goes.</param>
    public async Task PruneAsync(ImmutableArray<OldResource> old, bool all)
    {
        var (kept, needs) = (new HashSet<int>(), new NeedGraph(old));
        foreach (var unfinished in old.Where(one => !one.State.Delete && run.IsUnfinished(one.State.Urn))) needs.AddWithAllBelow(unfinished, kept);
        LeaveOut(old, needs, kept);
        var hasProtected = Protect(old, needs, kept);
        if (run.MustStop || (hasProtected && !all && !run.IsPreview)) return;
        ImmutableArray<OldResource> leaving = [.. old.Where(one => !kept.Contains(one.Index))];
        needs = new NeedGraph(leaving);
        var users = leaving.SelectMany(needs.Of).CountBy(one => one.Index).ToDictionary();
        var going = leaving.Select(one => one.State.Urn).ToHashSet();
        var ended = Channel.CreateUnbounded<(OldResource Resource, Task<bool> Work)>();
        var running = 0;
        foreach (var free in leaving.Where(one => !users.ContainsKey(one.Index))) Start(free);
        while (running > 0)
        {
            var (resource, work) = await ended.Reader.ReadAsync();
            running--;
            // What failed to go still needs what it stands on.
            if (!await work) continue;
            foreach (var below in needs.Of(resource))
                if (--users[below.Index] == 0) Start(below);
        }

        void Start(OldResource one)
        {
            if (run.MustStop) return;
            running++;
            _ = DeleteAsync(one, going).ContinueWith(work => ended.Writer.TryWrite((one, work)), TaskScheduler.Default);
        }
    }

    async Task<bool> DeleteAsync(OldResource old, HashSet<string> going)
    {
        var state = old.State;
        var op = state switch
        {
            { PendingReplacement: true } => Op.RemovePendingReplace,
            { External: true, Delete: true } => Op.DiscardReplaced,
            { External: true } => Op.Discard,
            { Delete: true } => Op.DeleteReplaced,
            _ => Op.Delete,
        };
        var real = op is Op.Delete or Op.DeleteReplaced && state is { Custom: true, IsProvider: false, RetainOnDelete: false } && !going.Contains(state.DeletedWith);
        return await steps.DoAsync(new Step { Op = op, Old = state }, real ? "deleting" : null,
            async () =>
            {
                if (real && !run.IsPreview)
                    await providers.Find(state.Provider, run.Registered.Concat(run.State.Start.Resources))
                        .DeleteAsync(States.Subject(state, state.CustomTimeouts?.Delete), state.Id, state.Inputs, state.Outputs, run.Cancelled);
                return state;
            },
            _ => run.State.Remove(old.Index)) is not null;
    }

    /// <summary>What was not chosen stays. What it needs stays with it, or is refused where it was chosen by name.</summary>
    void LeaveOut(ImmutableArray<OldResource> old, NeedGraph needs, HashSet<int> kept)
    {
        foreach (var one in old.Where(one => !run.Selection.Deletes(one.State)))
        {
            if (run.Selection.HasTargets)
            {
                kept.Add(one.Index);
                foreach (var need in needs.Of(one).Where(need => run.Selection.Deletes(need.State)))
                    run.Fail(need.State.Urn, $"'{need.State.Urn}' can't be deleted: '{one.State.Urn}' needs it and was not specified in --target list; target that too, or pass --target-dependents");
            }
            else needs.AddWithAllBelow(one, kept);
        }
    }

    bool Protect(ImmutableArray<OldResource> old, NeedGraph needs, HashSet<int> kept)
    {
        var found = false;
        foreach (var one in old.Where(one => !kept.Contains(one.Index) && one.State is { Protect: true, Delete: false, PendingReplacement: false }).ToList())
        {
            found = true;
            run.FailAtEnd();
            run.Events.Diagnostic("error", $"resource \"{one.State.Urn}\" cannot be deleted because it is protected. To unprotect it, remove `protect` from the resource in the program and run `pulumi up` first.", one.State.Urn);
            needs.AddWithAllBelow(one, kept);
        }
        return found;
    }
}
