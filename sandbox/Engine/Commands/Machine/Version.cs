using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Machine;

/// <summary><c>pulumi version</c>: says which CLI it stands for, and that it is not that one.</summary>
internal sealed class Version : ICommand
{
    public static string Text => $"{StackStore.EngineVersion}+infra.sandbox";

    public CommandSpec Spec { get; } = new("version", "Prints the version of Pulumi's command that this one stands for.");

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        invocation.Say(Text);
        return Task.FromResult(0);
    }
}
