using System.Collections.Immutable;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Deletes what the program no longer wants: what others need goes after them; what is independent goes at once.</summary>
internal sealed class Pruner(Run run, ProviderRegistry providers, StepRunner steps)
{
    /// <param name="old">What is to go.</param>
    /// <param name="all">For a destroy: what is protected stays with everything it needs, the rest goes.</param>
    public async Task PruneAsync(ImmutableArray<OldResource> old, bool all)
    {
        var kept = Protected(old);
        if (kept.Count > 0 && !all && !run.IsPreview) return;
        var waiting = old.Where(one => !kept.Contains(one.Index)).ToDictionary(one => one.Index);
        var going = waiting.Values.Select(one => one.State.Urn).ToHashSet();
        var running = new List<(OldResource Resource, Task<bool> Work)>();
        while (waiting.Count > 0 || running.Count > 0)
        {
            if (!run.MustStop)
                foreach (var ready in waiting.Values.Where(one => !waiting.Values.Concat(running.Select(other => other.Resource)).Any(other => other.Index != one.Index && Needs(other, one))).ToList())
                {
                    waiting.Remove(ready.Index);
                    running.Add((ready, DeleteAsync(ready, going)));
                }
            if (running.Count == 0) return;
            await Task.WhenAny(running.Select(one => one.Work));
            foreach (var ended in running.Where(one => one.Work.IsCompleted).ToList())
            {
                running.Remove(ended);
                // What failed to go still needs what it stands on.
                if (!await ended.Work) foreach (var below in Below(ended.Resource, waiting.Values)) waiting.Remove(below);
            }
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

    HashSet<int> Protected(ImmutableArray<OldResource> old)
    {
        var kept = new HashSet<int>();
        foreach (var one in old.Where(one => one.State is { Protect: true, Delete: false, PendingReplacement: false }))
        {
            run.FailAtEnd();
            run.Events.Diagnostic("error", $"resource \"{one.State.Urn}\" cannot be deleted because it is protected. To unprotect it, remove `protect` from the resource in the program and run `pulumi up` first.", one.State.Urn);
            kept.Add(one.Index);
            kept.UnionWith(Below(one, old));
        }
        return kept;
    }

    /// <summary>Everything that a resource needs, and what that needs.</summary>
    static HashSet<int> Below(OldResource of, IEnumerable<OldResource> among)
    {
        var found = new HashSet<int>();
        var open = new Stack<OldResource>([of]);
        var all = among.ToList();
        while (open.TryPop(out var one))
            foreach (var need in all.Where(other => other.Index != one.Index && Needs(one, other) && found.Add(other.Index))) open.Push(need);
        return found;
    }

    static bool Needs(OldResource one, OldResource other) => one.State.Needs.Contains(other.State.Urn) && one.State.Urn != other.State.Urn;
}
