using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.States;

/// <summary><c>pulumi state protect|unprotect [URN...] [--all]</c></summary>
internal sealed class StateProtect(Workspace workspace, string verb, bool protect, string says) : ICommand
{
    public static IEnumerable<ICommand> All(Workspace workspace) =>
    [
        new StateProtect(workspace, "protect", true, "Protects resources from deletion, until the program says otherwise."),
        new StateProtect(workspace, "unprotect", false, "Lets protected resources be deleted."),
    ];

    public CommandSpec Spec { get; } = new($"state {verb}", says) { Takes = "[URN] ...", Flags = [Flags.Stack, Flags.Yes, Flag.Switch("--all", "All of them.")] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        if (arguments.Words.Count == 0 != arguments.Has("--all")) throw new EngineException($"pulumi state {verb} takes the URNs of resources, or --all", 2);
        Confirmation.Agree(invocation, arguments, "This will edit your stack's state directly. Go on?");
        StateEditor.Edit(workspace, invocation, arguments, snapshot =>
        {
            var meant = StateEditor.Meant(snapshot, arguments);
            return snapshot with { Resources = [.. snapshot.Resources.Select(resource => meant.Contains(resource) ? resource with { Protect = protect } : resource)] };
        });
        invocation.Say($"{(arguments.Words.Count == 1 ? "Resource" : arguments.Has("--all") ? "All resources" : "Resources")} {verb}ed");
        return Task.FromResult(0);
    }
}
