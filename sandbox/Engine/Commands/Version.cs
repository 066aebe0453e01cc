using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi version</c>: says which CLI it stands for, and that it is not that one.</summary>
internal sealed class Version : ICommand
{
    public string Name => "version";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        invocation.Say($"{StackStore.EngineVersion}+infra.sandbox");
        return Task.FromResult(0);
    }
}
