using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.States;

/// <summary>Changes a stack's state by hand: under its lock, whole, and sound afterwards.</summary>
internal static class StateEditor
{
    public static void Edit(Workspace workspace, Invocation invocation, Arguments arguments, Func<Snapshot, Snapshot> edit)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        using var hold = StackLock.Take(store.Files, workspace.Options.Time);
        var stack = workspace.Open(invocation, project, store, null);
        var edited = edit(stack.Snapshot);
        if (Integrity.Problems(edited) is [var first, ..]) throw new EngineException($"The state would be broken by it: {first}. Nothing was changed.");
        if (edited != stack.Snapshot) store.Save(edited, stack.Secrets);
    }

    /// <summary>The resources of the URNs given, or all of them.</summary>
    public static HashSet<ResourceState> Meant(Snapshot snapshot, Arguments arguments) =>
        (arguments.Has("--all") ? snapshot.Resources : arguments.Words.Select(urn => Find(snapshot, urn))).ToHashSet<ResourceState>(ReferenceEqualityComparer.Instance);

    /// <exception cref="EngineException">There is none.</exception>
    public static ResourceState Find(Snapshot snapshot, string urn) => snapshot.Resources.FirstOrDefault(resource => resource.Urn == urn)
        ?? throw new EngineException($"No such resource '{urn}' exists in the current state{Nearest.Hint(urn, snapshot.Resources.Select(resource => resource.Urn))}; `pulumi stack --show-urns` lists them");
}
