using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Asks for every resource what is really there, and makes the deployment say so.</summary>
internal sealed class Refresher(Run run, ProviderRegistry providers, StepRunner steps, Leftovers leftovers)
{
    readonly ConcurrentBag<int> gone = [];

    /// <param name="count">A refresh of its own counts what it found; one before an update doesn't.</param>
    public async Task RefreshAsync(bool count)
    {
        var work = run.State.Olds
            .Where(entry => entry.Resource is { Custom: true, IsProvider: false, PendingReplacement: false } && entry.Resource.Type != BuiltinProvider.StackReferenceType && run.Selection.Includes(entry.Resource.Urn, entry.Resource.Needs))
            .Select(entry => RefreshAsync(new OldResource(entry.Index, entry.Resource), count));
        await Task.WhenAll(work);
        DropReferences();
        foreach (var index in gone.Order()) run.State.Remove(index);
        if (!run.IsPreview) await leftovers.ClearAsync();
        run.State.ForgetPending();
        if (!count) return;
        foreach (var (_, resource) in run.State.Olds.Where(entry => entry.Resource is { Custom: false })) run.Count(new Step { Op = Op.Same, Old = resource });
    }

    async Task RefreshAsync(OldResource old, bool count)
    {
        var state = old.State;
        Made? found = null;
        await steps.DoAsync(new Step { Op = Op.Refresh, Old = state, New = state }, null,
            async () =>
            {
                found = await providers.Find(state.Provider, run.State.Start.Resources)
                    .ReadAsync(States.Subject(state), state.Id, state.Inputs, state.Outputs, run.Cancelled);
                if (found is null) return state;
                var changed = !found.Inputs.Equals(state.Inputs) || !found.Outputs.Equals(state.Outputs);
                return state with { Inputs = found.Inputs, Outputs = found.Outputs, Modified = changed ? run.Time.GetUtcNow() : state.Modified };
            },
            seen =>
            {
                if (found is null) gone.Add(old.Index);
                else if (States.Differ(state, seen)) run.State.Mark(old.Index, seen);
                if (count) run.Count(found is null ? Op.Delete : States.Differ(state, seen) ? Op.Update : Op.Same);
            });
    }

    // What is gone can't be depended on. First the references: a state that refers to what it doesn't have is broken.
    void DropReferences()
    {
        var there = run.State.Olds.Where(entry => !gone.Contains(entry.Index)).Select(entry => entry.Resource.Urn).ToHashSet();
        foreach (var (index, resource) in run.State.Olds)
        {
            var cleaned = resource with
            {
                Dependencies = [.. resource.Dependencies.Where(there.Contains)],
                PropertyDependencies = resource.PropertyDependencies.ToImmutableSortedDictionary(
                    entry => entry.Key, entry => entry.Value.Where(there.Contains).ToImmutableArray(), StringComparer.Ordinal),
                Parent = there.Contains(resource.Parent) ? resource.Parent : "",
                DeletedWith = there.Contains(resource.DeletedWith) ? resource.DeletedWith : "",
            };
            if (States.Differ(resource, cleaned)) run.State.Mark(index, cleaned);
        }
    }
}
