using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Takes one registration through Pulumi's order: find the old, ignore, check, judge, diff, step.</summary>
internal sealed class Registrar(Run run, ProviderRegistry providers, Policing policing, Replacer replacer, StepRunner steps, OldResources olds)
{
    readonly Importer importer = new(run, steps);
    readonly ConcurrentDictionary<string, byte> seen = new(StringComparer.Ordinal);
    readonly ProviderResources providerResources = new(providers);

    /// <summary>The resource as it is now; null when it failed and the run stops.</summary>
    public async Task<ResourceState?> RegisterAsync(Goal goal, CancellationToken ct)
    {
        if (!seen.TryAdd(goal.Urn, 0))
        {
            run.Fail(goal.Urn, $"Duplicate resource URN '{goal.Urn}'; try giving it a unique name");
            return null;
        }
        if (goal.Parent.Length > 0 && run.Find(goal.Parent) is null)
        {
            run.Fail(goal.Urn, $"could not find parent resource {goal.Parent}");
            return null;
        }
        run.Alias(goal.Urn, goal.Aliases);
        try
        {
            return await StepAsync(goal, ct);
        }
        catch (EngineException e)
        {
            run.Fail(goal.Urn, e.Message);
            return run.IsPreview ? Guess(goal) : null;
        }
    }

    /// <summary>Marks a URN as taken without a step: a read resource.</summary>
    public bool Take(string urn) => seen.TryAdd(urn, 0);

    async Task<ResourceState?> StepAsync(Goal goal, CancellationToken ct)
    {
        var old = olds.Take(goal.Urn, goal.Aliases);
        if (!run.IsPreview && goal.Needs.Any(run.IsUnfinished))
        {
            run.LeaveUnfinished(goal.Urn);
            return null;
        }
        if (!run.Selection.Includes(goal)) return await LeaveOutAsync(goal, old);
        if (goal.Needs.FirstOrDefault(run.IsLeftOut) is { } missing)
            throw new EngineException($"Resource '{goal.Urn}' depends on '{missing}' which was not specified in --target list.");
        var provider = Provider(goal);
        var imports = Importer.IsWanted(goal, old);
        if (imports && (old = await importer.ImportAsync(goal, provider, old is { State.External: false } ? old : null)) is null) return null;
        if (provider is not null && old is { State.PendingReplacement: false } doubtful && run.MayBeGone(doubtful.State)) old = await LookAsync(provider, doubtful);
        var inputs = goal.Inputs;
        if (old is { State: { External: false } before }) inputs = PropertyPath.Reset(before.Inputs, inputs, goal.IgnoreChanges);
        var subject = new Subject(goal.Urn, goal.Type, goal.Name);
        var fresh = old is null || old.State.External || old.State.PendingReplacement;
        if (provider is not null)
        {
            var check = provider.Check(subject, fresh ? run.Interrupted(goal.Urn)?.Inputs : old!.State.Inputs, inputs);
            foreach (var failure in check.Failures) run.Fail(goal.Urn, $"{goal.Type} resource '{goal.Name}' has a problem: '{failure.Property}' {failure.Reason}.");
            if (check.Failures.Length > 0) return run.IsPreview ? Guess(goal) : null;
            inputs = check.Inputs;
        }
        if (await policing.JudgeAsync(goal, inputs, ct) is not { } judged) return run.IsPreview ? Guess(goal) : null;
        goal = goal with { Inputs = judged };
        if (old is null) return await CreateAsync(goal, provider);
        if (old.State.PendingReplacement) return await replacer.RecreateAsync(goal, provider!, old);
        if (old.State.External) return await replacer.ReplaceAsync(goal, provider!, old, ["id"], Step.NoDiff, deleteFirst: false);
        return await ChangeAsync(goal, provider, old);
    }

    /// <summary>One whose deletion has no known end is as it was, or deleted and to be created again.</summary>
    async Task<OldResource> LookAsync(IProvider provider, OldResource old)
    {
        var state = old.State;
        if (await provider.ReadAsync(States.Subject(state), state.Id, state.Inputs, state.Outputs, run.Cancelled) is not null) return old;
        var gone = old with { State = state with { PendingReplacement = true } };
        run.State.Mark(gone.Index, gone.State);
        return gone;
    }

    async Task<ResourceState?> ChangeAsync(Goal goal, IProvider? provider, OldResource old)
    {
        var subject = new Subject(goal.Urn, goal.Type, goal.Name);
        var diff = provider?.Diff(subject, old.State.Inputs, old.State.Outputs, goal.Inputs)
            ?? new DiffResult(PropertyDiff.Of(old.State.Inputs, goal.Inputs), [], false);
        if (old.State.Custom != goal.Custom) diff = diff with { ReplaceKeys = ["provider"] };
        var forced = diff.Changes.Keys.Where(path => goal.ReplaceOnChanges.Any(wanted => PropertyPath.Covers(wanted, path))).Select(PropertyDiff.Root)
            .Concat(run.Selection.Replaces(goal.Urn) ? ["id"] : [])
            .Concat(run.IsReplaced(goal.DeletedWith) ? ["deletedWith"] : [])
            .Concat(old.State.InitErrors.Length > 0 && goal.ReplaceOnChanges.Contains("#initerror") ? ["#initerror"] : []);
        ImmutableArray<string> keys = [.. diff.ReplaceKeys.Concat(forced).Distinct()];
        if (keys.Length > 0 && provider is not null)
        {
            if (goal.ImportId.Length > 0)
                throw new EngineException($"previously-imported resources that still specify an ID may not be replaced; please remove the import option of \"{goal.Urn}\", or make its inputs say what there is: {string.Join(", ", diff.Changes.Keys)} differ");
            if (!old.State.Protect || !goal.Protect)
                return await replacer.ReplaceAsync(goal, provider, old, keys, diff.Changes, goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace);
            run.Fail(goal.Urn, $"unable to replace resource \"{goal.Urn}\" as part of changing {string.Join(", ", keys)} because it is protected. To unprotect it, remove `protect` from the resource in the program and run `pulumi up`.");
            return run.IsPreview ? Guess(goal) : null;
        }
        return diff.Changes.Count > 0 || old.State.InitErrors.Length > 0
            ? await UpdateAsync(goal, provider, old, diff)
            : await SameAsync(goal, old);
    }

    Task<ResourceState?> CreateAsync(Goal goal, IProvider? provider)
    {
        var target = States.Wanted(goal, null);
        return steps.DoAsync(new Step { Op = Op.Create, New = target }, provider is null || goal.IsProvider ? null : "creating",
            async () => await MakeAsync(goal, target, provider),
            made => Keep(made, run.State.Put(made, null)));
    }

    async Task<ResourceState> MakeAsync(Goal goal, ResourceState target, IProvider? provider)
    {
        var now = run.Time.GetUtcNow();
        if (provider is null) return target with { Outputs = target.IsRoot ? PropertyMap.Empty : goal.Inputs, Created = now, Modified = now };
        var made = await provider.CreateAsync(States.Subject(goal, goal.CustomTimeouts?.Create) with { IsInterrupted = run.Interrupted(goal.Urn) is not null }, goal.Inputs, run.IsPreview, run.Cancelled);
        return target with { Id = made.Id, Outputs = States.MarkSecrets(goal, made.Outputs), Created = now, Modified = now };
    }

    Task<ResourceState?> UpdateAsync(Goal goal, IProvider? provider, OldResource old, DiffResult diff)
    {
        var target = States.Wanted(goal, old.State);
        return steps.DoAsync(new Step { Op = Op.Update, Old = old.State, New = target, Diff = diff.Changes }, provider is null || goal.IsProvider ? null : "updating",
            async () => target with
            {
                Outputs = provider is null ? goal.Inputs : States.MarkSecrets(goal, await provider.UpdateAsync(
                    States.Subject(goal, goal.CustomTimeouts?.Update), old.State.Id, old.State.Inputs, old.State.Outputs, goal.Inputs, run.IsPreview, run.Cancelled)),
                InitErrors = [],
                Modified = run.Time.GetUtcNow(),
            },
            made => Keep(made, run.State.Put(made, old.Index)));
    }

    Task<ResourceState?> SameAsync(Goal goal, OldResource old)
    {
        var target = States.Wanted(goal, old.State);
        return steps.DoAsync(new Step { Op = Op.Same, Old = old.State, New = target }, null, () => Task.FromResult(target),
            same => Keep(same, States.Differ(old.State, same) ? run.State.Put(same, old.Index) : run.State.Keep(old.Index)));
    }

    /// <summary>Not chosen: what is there stays as it is, what is not there is not made.</summary>
    async Task<ResourceState?> LeaveOutAsync(Goal goal, OldResource? old)
    {
        if (old is { State.External: false })
            return await steps.DoAsync(new Step { Op = Op.Same, Old = old.State, New = old.State }, null, () => Task.FromResult(old.State), same => Keep(same, run.State.Keep(old.Index)));
        var absent = States.Wanted(goal, null) with { Outputs = goal.Inputs };
        run.Register(absent, slot: null);
        return absent;
    }

    void Keep(ResourceState made, int slot)
    {
        run.Register(made, slot);
        if (made.IsProvider) providers.Configure(made);
    }

    IProvider? Provider(Goal goal) => !goal.Custom ? null
        : goal.IsProvider ? providerResources
        : providers.Find(goal.Provider, run.Registered.Concat(run.State.Start.Resources));

    // A preview goes on after a failure, so what comes later needs something to stand on.
    ResourceState Guess(Goal goal)
    {
        run.LeaveUnfinished(goal.Urn);
        var guess = States.Wanted(goal, null) with { Outputs = goal.Inputs };
        run.Register(guess, run.State.Put(guess, null));
        return guess;
    }
}
