using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack unselect</c></summary>
internal sealed class StackUnselect(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack unselect", "Forgets which stack is selected.");

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        workspace.Home.Select(workspace.Project(invocation), null);
        invocation.Say("Stack was unselected");
        return Task.FromResult(0);
    }
}
