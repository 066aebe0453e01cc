using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi cancel</c>: breaks the locks; whoever held them goes on.</summary>
internal sealed class Cancel(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("cancel", "Breaks the locks of a stack whose update died; one that still runs is not stopped by it.") { Takes = "[NAME]", Flags = [Flags.Stack, Flags.Yes] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var store = workspace.Existing(invocation, workspace.Project(invocation), arguments.First ?? arguments["--stack"]);
        if (invocation.Terminal is not null) Confirmation.Retype(invocation, arguments, $"This will break the locks of '{store.Files.Stack}'!", store.Files.Stack);
        StackLock.BreakAll(store.Files);
        invocation.Say($"The currently running update for '{store.Files.Stack}' has been canceled!");
        return Task.FromResult(0);
    }
}
