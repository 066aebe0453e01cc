using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Replaces a resource: the new one first, or the old one (and what can't do without it) first.</summary>
internal sealed class Replacer(Run run, ProviderRegistry providers, StepRunner steps, OldResources olds)
{
    public async Task<ResourceState?> ReplaceAsync(Goal goal, IProvider provider, OldResource old, ImmutableArray<string> keys, ImmutableSortedDictionary<string, DiffKind> diff, bool deleteFirst)
    {
        // A resource that starts anew gets a name of its own anew.
        var check = provider.Check(States.Subject(goal, null), run.Interrupted(goal.Urn)?.Inputs, WithoutDefaults(goal.Inputs));
        goal = goal with { Inputs = check.Inputs };
        var target = States.Wanted(goal, null);
        if (deleteFirst)
        {
            foreach (var dependent in Dependents(old))
                if (!await DeleteFirstAsync(dependent)) return null;
            if (!await DeleteFirstAsync(old)) return null;
            return await CreateAsync(goal, target, provider, old, keys, diff, old.Index);
        }
        var made = await CreateAsync(goal, target, provider, old, keys, diff, replaces: null);
        return made;
    }

    /// <summary>The old one is gone already, in this run or one before.</summary>
    public Task<ResourceState?> RecreateAsync(Goal goal, IProvider provider, OldResource old) =>
        CreateAsync(goal, States.Wanted(goal, null), provider, old, [], PropertyDiff.Of(old.State.Inputs, goal.Inputs), old.Index);

    async Task<ResourceState?> CreateAsync(Goal goal, ResourceState target, IProvider provider, OldResource old, ImmutableArray<string> keys, ImmutableSortedDictionary<string, DiffKind> diff, int? replaces)
    {
        var create = new Step { Op = Op.CreateReplacement, Old = old.State, New = target, Keys = keys, Diff = diff };
        var made = await steps.DoAsync(create, "creating",
            async () =>
            {
                var made = await provider.CreateAsync(States.Subject(goal, goal.CustomTimeouts?.Create) with { IsInterrupted = run.Interrupted(goal.Urn) is not null }, goal.Inputs, run.IsPreview, run.Cancelled);
                var now = run.Time.GetUtcNow();
                return target with { Id = made.Id, Outputs = States.MarkSecrets(goal, made.Outputs), Created = now, Modified = now };
            },
            made =>
            {
                // First the mark: two living resources with one URN would be a broken state.
                if (replaces is null) run.State.Mark(old.Index, old.State with { Delete = true });
                run.Register(made, run.State.Put(made, replaces));
                run.MarkReplaced(goal.Urn);
            });
        if (made is null) return null;
        return await steps.DoAsync(new Step { Op = Op.Replace, Old = old.State, New = made, Keys = keys, Diff = diff }, null, () => Task.FromResult(made), _ => { });
    }

    async Task<bool> DeleteFirstAsync(OldResource old)
    {
        var state = run.State.Old(old.Index) ?? old.State;
        if (state.PendingReplacement) return true;
        var step = new Step { Op = Op.DeleteReplaced, Old = state };
        return await steps.DoAsync(step, "deleting",
            async () =>
            {
                if (!run.IsPreview && state is { IsProvider: false, External: false, RetainOnDelete: false })
                    await providers.Find(state.Provider, run.Registered.Concat(run.State.Start.Resources))
                        .DeleteAsync(States.Subject(state, state.CustomTimeouts?.Delete), state.Id, state.Inputs, state.Outputs, run.Cancelled);
                return state with { PendingReplacement = true };
            },
            gone => run.State.Mark(old.Index, gone)) is not null;
    }

    /// <summary>What depends on a resource and would have to be replaced with it; the last in the chain first.</summary>
    List<OldResource> Dependents(OldResource of)
    {
        HashSet<string> affected = [of.State.Urn];
        var found = new List<OldResource>();
        // The deployment's order puts what depends after what it depends on, so one pass sees every chain.
        foreach (var candidate in olds.Left.Where(old => old is { State: { Custom: true, IsProvider: false, External: false, Delete: false, PendingReplacement: false } }))
        {
            var properties = candidate.State.PropertyDependencies.Where(entry => entry.Value.Any(affected.Contains)).Select(entry => entry.Key).ToHashSet();
            var tied = affected.Contains(candidate.State.DeletedWith);
            if (candidate.Index == of.Index || (properties.Count == 0 && !tied)) continue;
            var guess = candidate.State.Inputs.Select((name, value) => properties.Contains(name) ? PropertyValue.NotYet : value);
            var provider = providers.Find(candidate.State.Provider, run.Registered.Concat(run.State.Start.Resources));
            if (!tied && provider.Diff(States.Subject(candidate.State), candidate.State.Inputs, candidate.State.Outputs, guess).ReplaceKeys.Length == 0) continue;
            affected.Add(candidate.State.Urn);
            found.Add(candidate);
        }
        found.Reverse();
        return found;
    }

    static PropertyMap WithoutDefaults(PropertyMap inputs)
    {
        var made = (inputs["__defaults"]?.AsList ?? []).Select(name => name.AsText).ToHashSet();
        return inputs.Where(name => name != "__defaults" && !made.Contains(name));
    }
}
