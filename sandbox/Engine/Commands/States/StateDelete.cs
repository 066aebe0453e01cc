using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.States;

/// <summary><c>pulumi state delete URN</c>: forgets a resource; what it stands for stays in the cloud.</summary>
internal sealed class StateDelete(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("state delete", "Forgets resources, which stay as they are in the cloud.")
    {
        Takes = "[URN] ...",
        Flags =
        [
            Flags.Stack, Flags.Yes,
            Flag.Switch("--all", "All of them."),
            Flag.Switch("--force", "Protected ones too.", 'f'),
            Flag.Switch("--target-dependents", "Those that depend on them too."),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        if (arguments.Words.Count == 0 != arguments.Has("--all")) throw new EngineException("pulumi state delete takes the URNs of resources, or --all", 2);
        Confirmation.Agree(invocation, arguments, "This will edit your stack's state directly. Go on?");
        StateEditor.Edit(workspace, invocation, arguments, snapshot => Without(snapshot, arguments));
        invocation.Say(arguments.Words.Count == 1 ? "Resource deleted" : "Resources deleted");
        return Task.FromResult(0);
    }

    static Snapshot Without(Snapshot snapshot, Arguments arguments)
    {
        var gone = StateEditor.Meant(snapshot, arguments);
        var urns = gone.Select(resource => resource.Urn).Except(snapshot.Resources.Where(resource => !gone.Contains(resource)).Select(resource => resource.Urn)).ToHashSet(StringComparer.Ordinal);
        // What needs a resource stands after it, so that one walk finds all of them.
        foreach (var resource in snapshot.Resources.Where(resource => !gone.Contains(resource) && resource.Needs.Any(urns.Contains)))
        {
            if (!arguments.Has("--target-dependents"))
                throw new EngineException($"{resource.Urn} depends on {resource.Needs.First(urns.Contains)}, which therefore can't be deleted; delete it first, or pass --target-dependents");
            gone.Add(resource);
            urns.Add(resource.Urn);
        }
        if (gone.FirstOrDefault(resource => resource.Protect) is { } kept && !arguments.Has("--force"))
            throw new EngineException($"{kept.Urn} is protected; run `pulumi state unprotect '{kept.Urn}'` first, or pass --force");
        return snapshot with { Resources = [.. snapshot.Resources.Where(resource => !gone.Contains(resource))] };
    }
}
