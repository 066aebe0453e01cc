using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack rm NAME</c></summary>
internal sealed class StackRemove(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack rm", "Removes a stack, its history and its configuration.")
    {
        Takes = "[NAME]",
        Aliases = ["stack remove"],
        Flags =
        [
            Flags.Stack, Flags.Yes,
            Flag.Switch("--force", "Even if it still has resources, which are then forgotten.", 'f'),
            Flag.Switch("--preserve-config", "Keep its Pulumi.STACK.yaml."),
            Flag.Quiet("--remove-backups"),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments.First ?? arguments["--stack"]);
        var name = store.Files.Stack;
        Confirmation.Retype(invocation, arguments, $"This will permanently remove the '{name}' stack!", name);
        using (StackLock.Take(store.Files, workspace.Options.Time)) Remove(workspace, project, store, arguments.Has("--force"), arguments.Has("--preserve-config"));
        invocation.Say($"Stack '{name}' has been removed!");
        return Task.FromResult(0);
    }

    /// <summary>With its lock held.</summary>
    public static void Remove(Workspace workspace, ProjectSettings project, StackStore store, bool force, bool keepConfig)
    {
        store.Remove(force);
        if (!keepConfig) File.Delete(workspace.SettingsFile(project, store.Files.Stack, null));
        if (workspace.Home.SelectedStack(project) == store.Files.Stack) workspace.Home.Select(project, null);
    }
}
