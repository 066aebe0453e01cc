using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Takes over what exists already: from then on it is an old resource like any other, with what was found as its state.</summary>
internal sealed class Importer(Run run, StepRunner steps)
{
    /// <summary>Whether a goal asks for an import that has not been done yet.</summary>
    public static bool IsWanted(Goal goal, OldResource? old) =>
        goal.ImportId.Length > 0 && (old is null || old.State.External || (old.State.ImportId != goal.ImportId && old.State.Id != goal.ImportId));

    /// <summary>The resource as it was found; null when it failed, which has been said then.</summary>
    /// <param name="managed">What the stack has under this URN now, which gives way.</param>
    public async Task<OldResource?> ImportAsync(Goal goal, IProvider? provider, OldResource? managed)
    {
        var target = States.Wanted(goal, null) with { Id = goal.Custom ? goal.ImportId : "", ImportId = goal.ImportId };
        int? place = null;
        var step = new Step { Op = managed is null ? Op.Import : Op.ImportReplacement, Old = managed?.State, New = target };
        var imported = await steps.DoAsync(step, "importing",
            async () => provider is null ? target : await ReadAsync(goal, provider, target),
            found =>
            {
                if (managed is not null) run.State.Mark(managed.Index, managed.State with { Delete = true });
                place = run.State.Adopt(found);
            });
        if (imported is null || place is not { } index) return null;
        if (managed is not null) await steps.DoAsync(new Step { Op = Op.Replace, Old = managed.State, New = imported }, null, () => Task.FromResult(imported), _ => { });
        return new OldResource(index, imported);
    }

    async Task<ResourceState> ReadAsync(Goal goal, IProvider provider, ResourceState target)
    {
        var found = await provider.ReadAsync(States.Subject(goal, null), goal.ImportId, goal.Inputs, PropertyMap.Empty, run.Cancelled)
            ?? throw new EngineException($"resource '{goal.ImportId}' does not exist");
        var now = run.Time.GetUtcNow();
        return target with
        {
            Inputs = found.Inputs,
            Outputs = States.MarkSecrets(goal, found.Outputs),
            Created = now,
            Modified = now,
        };
    }
}
